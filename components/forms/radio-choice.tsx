"use client";
import { type ReactNode, useId } from "react";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";

type RadioChoiceProps<Value extends string> = {
  legend: string;
  options: readonly (readonly [value: Value, label: ReactNode])[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** A choice of one among a few, all of them in sight. */
export function RadioChoice<Value extends string>(props: RadioChoiceProps<Value>) {
  const { legend, options, value, onChange, className = "flex flex-wrap gap-x-6" } = props;
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">{legend}</legend>
      <RadioGroup
        value={value}
        onValueChange={(chosen) => onChange(chosen as Value)}
        aria-label={legend}
        className={className}
      >
        {options.map(([option, label]) => (
          <RadioGroupItem key={option} id={`${id}-${option}`} value={option}>
            {label}
          </RadioGroupItem>
        ))}
      </RadioGroup>
    </fieldset>
  );
}
