"use client";
import type { ReactNode } from "react";
import { PageSection } from "@/components/shell/page-section";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ReminderRecipients } from "./reminder-recipients";
import type { PolicyFormApi } from "./use-policy";

type ReminderPolicyProps = {
  form: PolicyFormApi;
  timeZones: readonly string[];
  /** What tries whether mails go out. */
  children: ReactNode;
};

/** When people are warned of an end, by which clock, and who. */
export function ReminderPolicy({ form, timeZones, children }: ReminderPolicyProps) {
  const { errors } = form.formState;
  return (
    <PageSection heading="Reminders">
      <Field
        label="Reminder days"
        hint="Days before the end, with commas between: 0 is the day itself, −1 the day after. Empty: none are sent."
        error={errors.reminder_days?.message}
      >
        {(ids) => <Input className="max-w-80" {...ids} {...form.register("reminder_days")} />}
      </Field>
      <Field
        label="Time zone"
        hint="Reminders go out at 9 in the morning here; what ends within a day, at once."
        error={errors.time_zone?.message}
      >
        {(ids) => (
          <Select className="w-full max-w-80" {...ids} {...form.register("time_zone")}>
            {timeZones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <ReminderRecipients form={form} />
      {children}
    </PageSection>
  );
}
