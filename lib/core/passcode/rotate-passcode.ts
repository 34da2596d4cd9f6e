import { z } from "zod";
import { dayMs } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { addSecret } from "./create-passcode";
import { passcodeIdSchema } from "./delete-passcode";
import { lockPasscode } from "./lock-passcode";
import { selectPasscode } from "./select-passcodes";

export const overlapSecondsDefault = 86_400;
const overlapMessage = "Overlap: whole seconds from 0 to 30 days (2592000).";
export const overlapSecondsSchema = z
  .int(overlapMessage)
  .min(0, overlapMessage)
  .max(2_592_000, overlapMessage)
  .meta({ description: "Seconds that the old secret lives on, 0–2592000; never beyond the passcode's own end" });

export const rotatePasscodeInput = z.strictObject({
  id: passcodeIdSchema,
  overlap_seconds: overlapSecondsSchema.default(overlapSecondsDefault),
});

/**
 * A new secret in the same passcode; the old one ends after the overlap, at 0 at once, and never outlives the passcode's own end
 * (SECURITY.md V8). Where the account has a maximum lifetime, an end beyond it is shortened to it.
 * @throws AppError `not_found`, `rotation_in_progress`, `passcode_expired`, `invalid_request`.
 */
export const rotatePasscode = command({
  name: "passcode.rotate",
  input: rotatePasscodeInput,
  secretField: "passcode",
  lock: (tx, { id }, actor) => lockPasscode(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: async ({ now, db }, { id, overlap_seconds }, { locked: { row, policy } }) => {
    if (row.expiresAt && row.expiresAt <= now) throw passcodeExpired();
    const retiring = { passcodeId: id, endedAt: null, retiresAt: { gt: now } };
    if (await db.secret.findFirst({ where: retiring })) {
      throw new AppError(
        "rotation_in_progress",
        "A rotation of this passcode is under way. End its old secret first, or wait until it has ended.",
      );
    }
    const longest =
      policy.max_lifetime_days === null ? null : new Date(now.getTime() + policy.max_lifetime_days * dayMs);
    const expiresAt = earlier(row.expiresAt, longest);
    const retiresAt = earlier(new Date(now.getTime() + overlap_seconds * 1000), expiresAt) ?? now;
    const end = overlap_seconds === 0 ? { endedAt: now, retiresAt: now } : { retiresAt };
    await db.secret.updateMany({ where: { passcodeId: id, endedAt: null, retiresAt: null }, data: end });
    const passcode = await addSecret(db, id, now);
    await db.passcode.update({ where: { id }, data: { expiresAt, version: { increment: 1 } } });
    return {
      output: { ...(await selectPasscode(db, row.accountId, id, now)), passcode },
      audit: {
        target: { type: "passcode", id, name: row.name },
        detail: { overlap_seconds, retires_at: retiresAt.toISOString(), expires_at: expiresAt?.toISOString() ?? null },
      },
    };
  },
});

/** The earlier of two ends; null is never. */
function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}

export const passcodeExpired = () =>
  new AppError("passcode_expired", "This passcode has expired. Give it a new end first, or delete it.");
