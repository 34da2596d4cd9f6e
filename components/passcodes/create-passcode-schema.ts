import { z } from "zod";
import { createPasscodeInput, expiresInDaysMax } from "@/lib/core/passcode/create-passcode-input";

const { name, expires_in_days } = createPasscodeInput.shape;

/** Days as people type them: digits alone, so that `1e2` and `1.5` are not read as something else. */
const days = z
  .string()
  .trim()
  .regex(/^\d+$/, `Days: digits only, a whole number from 1 to ${expiresInDaysMax}.`)
  .transform((text): number | null => Number(text))
  .pipe(expires_in_days);

/** What the form holds, turned into what the command takes. */
export const createPasscodeSchema = z
  .discriminatedUnion("expiry", [
    z.object({ expiry: z.literal("days"), name, days }),
    z.object({ expiry: z.literal("forever"), name, days: z.string() }),
  ])
  .transform((form) => ({ name: form.name, expires_in_days: form.expiry === "days" ? form.days : null }));
