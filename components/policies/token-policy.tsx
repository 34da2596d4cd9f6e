"use client";
import { useWatch } from "react-hook-form";
import { PageSection } from "@/components/shell/page-section";
import { overlapInWords } from "@/components/time/overlap-in-words";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Policy } from "@/lib/core/account/policy";
import { PolicySwitch } from "./policy-switch";
import { dialectWords, lifetimeWords } from "./policy-words";
import type { PolicyFormApi } from "./use-policy";

const dialects = Object.keys(dialectWords) as (keyof Policy["dialects"])[];
const lifetimes = Object.keys(lifetimeWords) as (keyof Policy["ttl_seconds"])[];

/** Which dialects are answered, and how long what they hand out lives. */
export function TokenPolicy({ form }: { form: PolicyFormApi }) {
  return (
    <>
      <PageSection heading="Dialects">
        <div className="grid gap-3 sm:grid-cols-2">
          {dialects.map((dialect) => (
            <PolicySwitch key={dialect} form={form} field={`dialects.${dialect}`} {...dialectWords[dialect]} />
          ))}
        </div>
      </PageSection>
      <PageSection heading="Token lifetimes, in seconds">
        <div className="grid gap-4 sm:grid-cols-2">
          {lifetimes.map((kind) => (
            <Lifetime key={kind} form={form} kind={kind} />
          ))}
        </div>
      </PageSection>
    </>
  );
}

function Lifetime({ form, kind }: { form: PolicyFormApi; kind: keyof Policy["ttl_seconds"] }) {
  const name = `ttl_seconds.${kind}` as const;
  const text = useWatch({ control: form.control, name }).trim();
  const inWords = /^[1-9]\d{0,8}$/.test(text) ? overlapInWords(Number(text)) : "60 seconds to 30 days";
  return (
    <Field label={lifetimeWords[kind]} hint={inWords} error={form.formState.errors.ttl_seconds?.[kind]?.message}>
      {(ids) => <Input inputMode="numeric" className="max-w-32" {...ids} {...form.register(name)} />}
    </Field>
  );
}
