import { z } from "zod";
import { daysFieldOf, daysHintOf } from "@/components/forms/days-field";
import { emailSchema, nameSchema } from "@/lib/core/name";
import { expiresInDaysMax, expiresInDaysSchema } from "@/lib/core/passcode/expiry";

export const nameField = nameSchema("Name");

export const daysField = daysFieldOf(expiresInDaysSchema, expiresInDaysMax);

/** An address, or nothing. */
export const contactField = z.string().transform((text, context) => {
  if (text.trim() === "") return null;
  const parsed = emailSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "E-mail: this is not an address." });
  return z.NEVER;
});

/** What stands under the days' field. */
export const daysHint = (maxLifetimeDays: number | null) => daysHintOf(expiresInDaysMax, maxLifetimeDays);
