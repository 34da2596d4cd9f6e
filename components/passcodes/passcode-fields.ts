import { z } from "zod";
import { emailSchema, nameSchema } from "@/lib/core/name";
import { expiresInDaysMax, expiresInDaysSchema } from "@/lib/core/passcode/expiry";

export const nameField = nameSchema("Name");

/** Days as people type them: digits alone, so that `1e2` and `1.5` are not read as something else. */
export const daysField = z
  .string()
  .trim()
  .regex(/^\d+$/, `Days: digits only, a whole number from 1 to ${expiresInDaysMax}.`)
  .transform((text): number | null => Number(text))
  .pipe(expiresInDaysSchema);

/** An address, or nothing. */
export const contactField = z.string().transform((text, context) => {
  if (text.trim() === "") return null;
  const parsed = emailSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "E-mail: this is not an address." });
  return z.NEVER;
});

/** What stands under the days' field. */
export const daysHint = (maxLifetimeDays: number | null) =>
  maxLifetimeDays === null
    ? `1 to ${expiresInDaysMax}, counted from now.`
    : `1 to ${maxLifetimeDays}, counted from now: this account's longest.`;
