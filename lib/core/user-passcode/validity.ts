import { z } from "zod";
import type { Policy } from "@/lib/core/account/policy";
import { dayMs } from "@/lib/core/clock";
import { requireWithinMaximum } from "@/lib/core/passcode/expiry";

export const validityDaysMax = 365;
const message = `Validity: whole days from 1 to ${validityDaysMax}, or infinite.`;

/** Finite: days of 24 hours from now; null: infinite (seed 000, Enable User Passcode For a User). */
export const validityDaysSchema = z
  .int(message)
  .min(1, message)
  .max(validityDaysMax, message)
  .nullable()
  .meta({ description: "Days of 24 hours from now, 1–365; null: infinite", examples: [90] });

/** The end of a validity from now on. @throws AppError `invalid_request` beyond the policy's maximum lifetime. */
export function endOfValidity(validityDays: number | null, policy: Policy, now: Date): Date | null {
  const expiresAt = validityDays === null ? null : new Date(now.getTime() + validityDays * dayMs);
  requireWithinMaximum(expiresAt, policy, now, "validity_days");
  return expiresAt;
}
