import { expect, test } from "vitest";
import type { AccountView } from "@/lib/core/account/account-view";
import { defaultPolicy } from "@/lib/core/account/policy";
import { policyFormSchema, toPolicyChange, toPolicyForm } from "./policy-form-schema";

const account = { policy: defaultPolicy, time_zone: "UTC" } as AccountView;
const typed = toPolicyForm(account);
const mistakes = (change: Partial<typeof typed>) =>
  policyFormSchema
    .safeParse({ ...typed, ...change })
    .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
const recipients = (also: string) => ({ reminder_recipients: { ...typed.reminder_recipients, also } });

test.each([
  ["-31", "Reminder days: −30 (after the end) at the least. (“-31”)"],
  ["−31", "Reminder days: −30 (after the end) at the least. (“−31”)"],
  ["366", "Reminder days: 365 at the most. (“366”)"],
  ["7, 1.5", "Reminder days: whole days. (“1.5”)"],
  ["7, 3, 7", "Reminder days: each day once."],
  ["tomorrow", "Reminder days: whole days. (“tomorrow”)"],
  ["1e1", "Reminder days: whole days. (“1e1”)"],
  ["0x10", "Reminder days: whole days. (“0x10”)"],
])("reminder days %s are refused at the field", (reminder_days, words) => {
  expect(mistakes({ reminder_days })).toEqual([`reminder_days: ${words}`]);
});

test.each([
  ["30, 7, 0, −1", [30, 7, 0, -1]],
  ["30 7;0\n-1", [30, 7, 0, -1]],
  ["", []],
])("reminder days %j are read", (reminder_days, days) => {
  expect(policyFormSchema.parse({ ...typed, reminder_days }).reminder_days).toEqual(days);
});

test.each([
  ["a@b.test, nobody", "E-mail: this is not an address. (“nobody”)"],
  ["a@b.test, A@B.test", "Further addresses: each address once."],
  [Array.from({ length: 11 }, (_, index) => `a${index}@b.test`).join("\n"), "Further addresses: at most 10."],
])("further addresses %j are refused at the field", (also, words) => {
  expect(mistakes(recipients(also))).toEqual([`reminder_recipients.also: ${words}`]);
});

test("further addresses are read one a line or with commas, folded", () => {
  const { reminder_recipients } = policyFormSchema.parse({
    ...typed,
    ...recipients("Ops@Acme.test,\n b@acme.test;c@d.test"),
  });
  expect(reminder_recipients.also).toEqual(["ops@acme.test", "b@acme.test", "c@d.test"]);
});

test("what was not touched is not sent", () => {
  expect(toPolicyChange(policyFormSchema.parse(typed), account)).toBeNull();
  const changed = policyFormSchema.parse({ ...typed, ...recipients("ops@acme.test") });
  expect(toPolicyChange(changed, account)).toEqual({
    policy: { reminder_recipients: { ...defaultPolicy.reminder_recipients, also: ["ops@acme.test"] } },
  });
});
