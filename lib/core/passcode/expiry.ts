import { z } from "zod";
import type { Policy } from "@/lib/core/account/policy";
import { dayMs } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";

export const expiresInDaysMax = 3650;
const daysMessage = `Days: a whole number from 1 to ${expiresInDaysMax}, or forever.`;
const instantMessage = "Expiry: a date and time with its zone, like 2027-01-31T12:00:00Z.";

/** Days of 24 hours from now; null: forever. */
export const expiresInDaysSchema = z
  .int(daysMessage)
  .min(1, daysMessage)
  .max(expiresInDaysMax, daysMessage)
  .nullable()
  .meta({ description: "Days of 24 hours from now, 1–3650; null: forever", examples: [90] });

export const expiresAtSchema = z.iso
  .datetime({ offset: true, error: instantMessage })
  .transform((text) => new Date(text))
  .refine((date) => date.getTime() < Date.UTC(9999, 0), instantMessage)
  .meta({ description: "RFC 3339, with its zone", examples: ["2027-01-31T12:00:00Z"] });

export type ExpiryInput = { expires_in_days?: number | null; expires_at?: Date };

/**
 * The end that an input asks for; null: forever; undefined: it asks for none.
 * @throws AppError `invalid_request` where both are given.
 */
export function wantedExpiry({ expires_in_days, expires_at }: ExpiryInput, now: Date): Date | null | undefined {
  if (expires_at !== undefined && expires_in_days !== undefined) {
    throw invalid("expires_at", "Expiry: give expires_in_days or expires_at, not both.");
  }
  if (expires_at !== undefined) return expires_at;
  if (expires_in_days === undefined) return undefined;
  return expires_in_days === null ? null : new Date(now.getTime() + expires_in_days * dayMs);
}

/**
 * A maximum lifetime is measured when an end is set, from now on. @param path the field that set it.
 * @throws AppError `invalid_request` where the end is later than the policy allows.
 */
export function requireWithinMaximum(
  expiresAt: Date | null,
  policy: Policy,
  now: Date,
  path = "expires_in_days",
): void {
  const days = policy.max_lifetime_days;
  if (days === null || (expiresAt && expiresAt.getTime() <= now.getTime() + days * dayMs)) return;
  throw invalid(path, `Expiry: this account allows at most ${days} days.`);
}

/** @throws AppError `invalid_request` where an end has passed already. */
export function requireFuture(expiresAt: Date | null, now: Date): void {
  if (expiresAt && expiresAt <= now) throw invalid("expires_at", "Expiry: this moment has passed.");
}

function invalid(path: string, message: string): AppError {
  return new AppError("invalid_request", message, { issues: [{ path, message }] });
}
