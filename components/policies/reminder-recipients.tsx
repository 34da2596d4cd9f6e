"use client";
import { useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { PolicySwitch } from "./policy-switch";
import { recipientWords } from "./policy-words";
import type { PolicyFormApi } from "./use-policy";

const kinds = Object.keys(recipientWords) as (keyof typeof recipientWords)[];

/** Who is reminded of an end, and told that a passcode was granted, reset or revoked. */
export function ReminderRecipients({ form }: { form: PolicyFormApi }) {
  const { administrators, managers, holder, also } = useWatch({ control: form.control, name: "reminder_recipients" });
  const isNobody = !administrators && !managers && !holder && also.trim() === "";
  return (
    <>
      <fieldset className="grid gap-3 sm:grid-cols-3">
        <legend className="mb-1.5 font-medium text-sm">Recipients</legend>
        {kinds.map((kind) => (
          <PolicySwitch key={kind} form={form} field={`reminder_recipients.${kind}`} {...recipientWords[kind]} />
        ))}
      </fieldset>
      <Field
        label="Further addresses"
        hint="A team's mailbox, for instance: one a line, or with commas between; 10 at the most."
        error={form.formState.errors.reminder_recipients?.also?.message}
      >
        {(ids) => (
          <TextArea
            rows={3}
            autoComplete="off"
            spellCheck={false}
            className="max-w-80"
            {...ids}
            {...form.register("reminder_recipients.also")}
          />
        )}
      </Field>
      {isNobody && <Alert wrong>Nobody is reminded: passcodes end without a word.</Alert>}
    </>
  );
}
