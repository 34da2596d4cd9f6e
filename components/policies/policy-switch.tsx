"use client";
import { useId } from "react";
import { Controller, type FieldPathByValue } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import type { PolicyFormValues } from "./policy-form-schema";
import type { PolicyFormApi } from "./use-policy";

type PolicySwitchProps = {
  form: PolicyFormApi;
  field: FieldPathByValue<PolicyFormValues, boolean>;
  name: string;
  hint: string;
};

/** A policy that is on or off, and what it means. */
export function PolicySwitch({ form, field, name, hint }: PolicySwitchProps) {
  const hintId = useId();
  return (
    <div className="grid content-start gap-0.5">
      <Controller
        control={form.control}
        name={field}
        render={({ field: { value, onChange, ref } }) => (
          <Checkbox ref={ref} aria-describedby={hintId} checked={value} onCheckedChange={onChange}>
            {name}
          </Checkbox>
        )}
      />
      <p id={hintId} className="pl-6 text-ink-soft text-xs">
        {hint}
      </p>
    </div>
  );
}
