"use client";
import { type ReactNode, useId } from "react";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";

type ExpiryChoiceProps = {
  value: string;
  onChange: (value: string) => void;
  /** What "as it is" means, where there is an end already. */
  keep?: ReactNode;
};

/** How long it lives: as it is, so many days, or for ever. */
export function ExpiryChoice({ value, onChange, keep }: ExpiryChoiceProps) {
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Expiry</legend>
      <RadioGroup value={value} onValueChange={onChange} aria-label="Expiry" className="flex flex-wrap gap-x-6">
        {keep && (
          <RadioGroupItem id={`${id}-keep`} value="keep">
            {keep}
          </RadioGroupItem>
        )}
        <RadioGroupItem id={`${id}-days`} value="days">
          Set day(s)
        </RadioGroupItem>
        <RadioGroupItem id={`${id}-forever`} value="forever">
          Forever
        </RadioGroupItem>
      </RadioGroup>
    </fieldset>
  );
}
