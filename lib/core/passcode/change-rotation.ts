import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Actor } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db";
import { passcodeIdSchema } from "./delete-passcode";
import { type AccountPasscode, lockPasscode } from "./lock-passcode";
import { overlapSecondsSchema } from "./rotate-passcode";
import { selectPasscode } from "./select-passcodes";

export const changeRotationInput = z.strictObject({ id: passcodeIdSchema, overlap_seconds: overlapSecondsSchema });

/**
 * While a passcode rotates: how long its old secret lives on, from now; 0 ends it at once.
 * @throws AppError `not_found`, `not_rolling`, `invalid_request`.
 */
export const changeRotation = command({
  name: "passcode.change-rotation",
  input: changeRotationInput,
  lock: (tx, { id }, actor: Actor) => lockPasscode(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: ({ now, db }, { overlap_seconds }, { locked: { row } }) => {
    const wanted = new Date(now.getTime() + overlap_seconds * 1000);
    const retiresAt = row.expiresAt && row.expiresAt < wanted ? row.expiresAt : wanted;
    return retireAt(db, row, now, retiresAt, { overlap_seconds });
  },
});

/** Ends the old secret of a rotation now. @throws AppError `not_found`, `not_rolling`. */
export const retireOldSecret = command({
  name: "passcode.retire-old",
  input: z.strictObject({ id: passcodeIdSchema }),
  lock: (tx, { id }, actor: Actor) => lockPasscode(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: ({ now, db }, _input, { locked: { row } }) => retireAt(db, row, now, now, {}),
});

async function retireAt(db: Tx, row: AccountPasscode, now: Date, retiresAt: Date, detail: Record<string, number>) {
  const { count } = await db.secret.updateMany({
    where: { passcodeId: row.id, endedAt: null, retiresAt: { gt: now } },
    data: retiresAt <= now ? { retiresAt: now, endedAt: now } : { retiresAt },
  });
  if (count === 0) {
    throw new AppError(
      "not_rolling",
      "This passcode is not rolling: it has one secret, and there is no old one to end.",
    );
  }
  await db.passcode.update({ where: { id: row.id }, data: { version: { increment: 1 } } });
  return {
    output: await selectPasscode(db, row.accountId, row.id, now),
    audit: {
      target: { type: "passcode", id: row.id, name: row.name },
      detail: { ...detail, retires_at: retiresAt.toISOString() },
    },
  };
}
