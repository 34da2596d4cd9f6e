import { z } from "zod";
import { nameSchema } from "@/lib/core/name";

export const expiresInDaysMax = 3650;
const daysMessage = `Days: a whole number from 1 to ${expiresInDaysMax}, or forever.`;

/** Apart from the command, so that the form in the browser checks by the same schema. */
export const createPasscodeInput = z.strictObject({
  name: nameSchema("Name"),
  /** Days of 24 hours from now; null: forever. */
  expires_in_days: z.int(daysMessage).min(1, daysMessage).max(expiresInDaysMax, daysMessage).nullable(),
});
