import { z } from "zod";
import { dayMs } from "@/lib/core/clock";

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
  status: z.enum(passcodeStatuses),
  hint: z.string(),
  expires_at: z.iso.datetime().nullable(),
  retires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
  version: z.int(),
});
export type PasscodeView = z.output<typeof passcodeView>;

type PasscodeRow = {
  id: string;
  name: string;
  expiresAt: Date | null;
  createdAt: Date;
  createdBy: string;
  version: number;
};
type SecretRow = { hint: string; retiresAt: Date | null };

/**
 * @param secrets its live secrets, the newest first.
 * @param now the database's clock.
 */
export function toPasscodeView(row: PasscodeRow, secrets: readonly SecretRow[], now: Date): PasscodeView {
  const retiring = secrets.find((secret) => secret.retiresAt && secret.retiresAt > now);
  return {
    id: row.id,
    name: row.name,
    kind: "account",
    status: statusOf(row.expiresAt, retiring !== undefined, now),
    hint: secrets[0]?.hint ?? "",
    expires_at: row.expiresAt?.toISOString() ?? null,
    retires_at: retiring?.retiresAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    created_by: row.createdBy,
    version: row.version,
  };
}

/** The first that fits: expired, expiring soon, rolling, active. Valid while now < expiresAt (half-open). */
function statusOf(expiresAt: Date | null, rolling: boolean, now: Date): PasscodeStatus {
  if (expiresAt && expiresAt <= now) return "expired";
  if (expiresAt && expiresAt.getTime() - now.getTime() <= expiringSoonDays * dayMs) return "expiring_soon";
  return rolling ? "rolling" : "active";
}
