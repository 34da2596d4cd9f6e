import { z } from "zod";
import { emailSchema } from "@/lib/core/name";

export const regions = ["in1", "sg1", "us1", "aps3", "mec1", "eu1"] as const;
export type Region = (typeof regions)[number];

const secondsMin = 60;
const secondsMax = 30 * 86_400;
const lifetimeSeconds = (name: string) =>
  z
    .int(`${name}: whole seconds.`)
    .min(secondsMin, `${name}: at least ${secondsMin} seconds.`)
    .max(secondsMax, `${name}: at most 30 days.`);
const daysOrNull = (name: string) =>
  z.int(`${name}: whole days.`).min(1, `${name}: at least 1 day.`).max(3650, `${name}: at most 3650 days.`).nullable();
const reminderDay = z
  .int("Reminder days: whole days.")
  .min(-30, "Reminder days: −30 (after the end) at the least.")
  .max(365, "Reminder days: 365 at the most.");
const alsoMax = 10;

/** What an administrator decides for an account (WIRE.md, Management API). */
export const policySchema = z.strictObject({
  user_passcodes_only: z.boolean(),
  max_lifetime_days: daysOrNull("Maximum lifetime"),
  totp_required: z.boolean(),
  password_max_age_days: daysOrNull("Password age"),
  digest_login: z.boolean(),
  dialects: z.strictObject({
    passcode: z.boolean(),
    temporary: z.boolean(),
    session: z.boolean(),
    basic: z.boolean(),
    jwt: z.boolean(),
  }),
  ttl_seconds: z.strictObject({
    temporary: lifetimeSeconds("Temporary token"),
    session: lifetimeSeconds("Session"),
    session_max: lifetimeSeconds("Longest session"),
    basic_jwt: lifetimeSeconds("JWT"),
    access: lifetimeSeconds("Access token"),
  }),
  reminder_days: z
    .array(reminderDay)
    .max(30, "Reminder days: at most 30 of them.")
    .refine((days) => new Set(days).size === days.length, "Reminder days: each day once."),
  reminder_recipients: z.strictObject({
    administrators: z.boolean(),
    managers: z.boolean(),
    /** The user of a user's passcode, the contact of the account's. */
    holder: z.boolean(),
    /** Addresses that belong to no user: a team's mailbox. */
    also: z
      .array(emailSchema)
      .max(alsoMax, `Further addresses: at most ${alsoMax}.`)
      .refine((list) => new Set(list).size === list.length, "Further addresses: each address once."),
  }),
});
export type Policy = z.output<typeof policySchema>;

export const defaultPolicy: Policy = {
  user_passcodes_only: false,
  max_lifetime_days: null,
  totp_required: false,
  password_max_age_days: null,
  digest_login: false,
  dialects: { passcode: true, temporary: true, session: true, basic: true, jwt: true },
  ttl_seconds: { temporary: 86_400, session: 900, session_max: 86_400, basic_jwt: 1800, access: 3600 },
  reminder_days: [30, 14, 7, 3, 1, 0, -1],
  reminder_recipients: { administrators: true, managers: false, holder: true, also: [] },
};

/** A change of some of it. */
export const policyPatchSchema = policySchema
  .extend({
    dialects: policySchema.shape.dialects.partial(),
    ttl_seconds: policySchema.shape.ttl_seconds.partial(),
    reminder_recipients: policySchema.shape.reminder_recipients.partial(),
  })
  .partial();
export type PolicyPatch = z.output<typeof policyPatchSchema>;

/** The policy in force: what is stored (only what was changed) over the defaults. */
export function policyOf(stored: unknown): Policy {
  return mergePolicy(defaultPolicy, policyPatchSchema.parse(stored ?? {}));
}

/** A policy with a change laid over it, group by group. */
export function mergePolicy(policy: Policy, patch: PolicyPatch): Policy {
  return {
    ...policy,
    ...patch,
    dialects: { ...policy.dialects, ...patch.dialects },
    ttl_seconds: { ...policy.ttl_seconds, ...patch.ttl_seconds },
    reminder_recipients: { ...policy.reminder_recipients, ...patch.reminder_recipients },
  };
}
