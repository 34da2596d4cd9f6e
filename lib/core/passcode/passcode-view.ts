import { z } from "zod";

/** Expiring soon: 30 days or less (seed 000). */
export const expiringSoonDays = 30;
export const passcodeLimit = 100;
export const passcodeStatuses = ["active", "expiring_soon", "expired", "rolling", "suspended"] as const;
export type PasscodeStatus = (typeof passcodeStatuses)[number];

/** A passcode as it is on the wire and in the console (WIRE.md, Management API); never with its secret. */
export const passcodeView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.literal("account"),
  status: z
    .enum(passcodeStatuses)
    .describe("The first that fits of expired, suspended, expiring_soon, rolling, active"),
  hint: z.string(),
  contact_email: z.string().nullable(),
  expires_at: z.iso.datetime().nullable(),
  retires_at: z.iso.datetime().nullable().describe("While it is rolling: the end of the old secret"),
  created_at: z.iso.datetime(),
  created_by: z.string(),
  last_used_at: z.iso.datetime().nullable().describe("Within a minute"),
  version: z.int(),
});
export type PasscodeView = z.output<typeof passcodeView>;
