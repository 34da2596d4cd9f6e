import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { daysHint } from "./passcode-fields";

type DaysInputProps = ComponentProps<typeof Input> & {
  label?: string;
  /** Null: no maximum. */
  maxLifetimeDays: number | null;
  error?: string;
};

/** In how many days it ends; says how many there may be. */
export function DaysInput({ label = "Days until it expires", maxLifetimeDays, error, ...input }: DaysInputProps) {
  return (
    <Field label={label} hint={daysHint(maxLifetimeDays)} error={error}>
      {(ids) => <Input inputMode="numeric" autoComplete="off" className="w-28" {...ids} {...input} />}
    </Field>
  );
}
