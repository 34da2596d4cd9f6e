"use client";
import { PageSection } from "@/components/shell/page-section";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PolicyFormApi } from "./use-policy";

type ReminderPolicyProps = { form: PolicyFormApi; timeZones: readonly string[] };

/** When people are warned of an end, and by which clock. */
export function ReminderPolicy({ form, timeZones }: ReminderPolicyProps) {
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
      <Field label="Time zone" hint="Reminders go out at 9 in the morning here." error={errors.time_zone?.message}>
        {(ids) => (
          <Select className="w-full max-w-80" {...ids} {...form.register("time_zone")}>
            {timeZones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
    </PageSection>
  );
}
