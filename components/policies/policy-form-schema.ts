import { z } from "zod";
import type { AccountView } from "@/lib/core/account/account-view";
import { type Policy, type PolicyPatch, policySchema } from "@/lib/core/account/policy";

const { shape } = policySchema;

/** Digits as people type them, so that `1e2` and `1.5` are not read as something else. */
const digits = (name: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, `${name}: digits only.`)
    .transform(Number);

/** Days, or nothing where there is no limit. */
const daysOrNothing = (name: string, schema: typeof shape.max_lifetime_days) =>
  z
    .string()
    .trim()
    .regex(/^\d{0,9}$/, `${name}: digits only, or nothing for no limit.`)
    .transform((text) => (text === "" ? null : Number(text)))
    .pipe(schema);

const lifetimes = shape.ttl_seconds.shape;

/** What is typed with commas, spaces or lines between; what is wrong, and with which of them, stands at the field. */
const listed = <Item>(read: (word: string) => unknown, schema: z.ZodType<Item[]>) =>
  z.string().transform((text, ctx) => {
    const words = text.split(/[\s,;]+/).filter(Boolean);
    const { data, error } = schema.safeParse(words.map(read));
    if (data) return data;
    const { path = [], message = "" } = error?.issues[0] ?? {};
    const word = words[Number(path[0] ?? Number.NaN)];
    ctx.addIssue({ code: "custom", message: word ? `${message} (“${word}”)` : message, input: text });
    return z.NEVER;
  });

/** Digits with a minus, the typographic one too; anything else is no number. */
const readDay = (word: string) => (/^[-−]?\d{1,9}$/.test(word) ? Number(word.replace("−", "-")) : Number.NaN);

/** What the form holds, turned into a policy and a time zone. */
export const policyFormSchema = z.object({
  user_passcodes_only: z.boolean(),
  max_lifetime_days: daysOrNothing("Maximum lifetime", shape.max_lifetime_days),
  totp_required: z.boolean(),
  password_max_age_days: daysOrNothing("Password age", shape.password_max_age_days),
  digest_login: z.boolean(),
  dialects: shape.dialects,
  ttl_seconds: z.object({
    temporary: digits("Temporary token").pipe(lifetimes.temporary),
    session: digits("Session").pipe(lifetimes.session),
    session_max: digits("Longest session").pipe(lifetimes.session_max),
    basic_jwt: digits("JWT").pipe(lifetimes.basic_jwt),
    access: digits("Access token").pipe(lifetimes.access),
  }),
  reminder_days: listed(readDay, shape.reminder_days),
  reminder_recipients: z.object({
    ...shape.reminder_recipients.shape,
    also: listed((word) => word, shape.reminder_recipients.shape.also),
  }),
  time_zone: z.string(),
});
export type PolicyFormValues = z.input<typeof policyFormSchema>;
type PolicyDecision = z.output<typeof policyFormSchema>;

/** An account's policies as the form holds them. */
export function toPolicyForm({ policy, time_zone }: AccountView): PolicyFormValues {
  const { temporary, session, session_max, basic_jwt, access } = policy.ttl_seconds;
  return {
    ...policy,
    max_lifetime_days: String(policy.max_lifetime_days ?? ""),
    password_max_age_days: String(policy.password_max_age_days ?? ""),
    ttl_seconds: {
      temporary: String(temporary),
      session: String(session),
      session_max: String(session_max),
      basic_jwt: String(basic_jwt),
      access: String(access),
    },
    reminder_days: policy.reminder_days.join(", "),
    reminder_recipients: { ...policy.reminder_recipients, also: policy.reminder_recipients.also.join("\n") },
    time_zone,
  };
}

/** What of a decision differs from what is in force; null: nothing. What is not sent stays as it is. */
export function toPolicyChange(decision: PolicyDecision, { policy, time_zone }: AccountView) {
  const { time_zone: zone, ...decided } = decision;
  const changed = Object.entries(decided satisfies PolicyPatch).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(policy[name as keyof Policy]),
  );
  const change = {
    ...(zone !== time_zone && { time_zone: zone }),
    ...(changed.length > 0 && { policy: Object.fromEntries(changed) as PolicyPatch }),
  };
  return Object.keys(change).length > 0 ? change : null;
}
