"use client";
import { useWatch } from "react-hook-form";
import { PageSection } from "@/components/shell/page-section";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PolicySwitch } from "./policy-switch";
import { switchWords } from "./policy-words";
import type { PolicyFormApi } from "./use-policy";

type PasscodePolicyProps = {
  form: PolicyFormApi;
  /** Whether account passcodes are refused already. */
  isOn: boolean;
  /** Account passcodes that were used in the last 30 days. */
  used: readonly string[];
};

/** What passcodes there may be. */
export function PasscodePolicy({ form, isOn, used }: PasscodePolicyProps) {
  const isWanted = useWatch({ control: form.control, name: "user_passcodes_only" });
  const error = form.formState.errors.max_lifetime_days?.message;
  return (
    <PageSection heading="Passcodes">
      <PolicySwitch form={form} field="user_passcodes_only" {...switchWords.user_passcodes_only} />
      {isWanted && !isOn && <WhatStops used={used} />}
      <Field
        label="Longest lifetime, in days"
        hint="Measured when an end is set; empty for no limit. Passcodes that are there already keep their end."
        error={error}
      >
        {(ids) => <Input inputMode="numeric" className="max-w-32" {...ids} {...form.register("max_lifetime_days")} />}
      </Field>
    </PageSection>
  );
}

function WhatStops({ used }: { used: readonly string[] }) {
  if (used.length === 0) return <Alert>No account passcode was used in the last 30 days: nobody will notice.</Alert>;
  return (
    <Alert wrong>
      <p>
        {used.length === 1 ? "One account passcode was" : `${used.length} account passcodes were`} used in the last 30
        days. From the moment of the update, calls with {used.length === 1 ? "it" : "them"} are refused:
      </p>
      <ul aria-label="Used in the last 30 days" className="mt-1 max-h-40 list-disc overflow-y-auto pl-5 text-ink">
        {used.map((name) => (
          <li key={name} className="wrap-anywhere">
            {name}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
