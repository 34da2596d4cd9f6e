import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/db";
import type { Passcode } from "@/lib/generated/prisma/client";
import { lockPasscode } from "./lock-passcode";

export const passcodeIdSchema = z.uuid("Passcode: an id is needed.");
export const deletePasscodeInput = z.strictObject({ id: passcodeIdSchema });

/**
 * Deletes an account passcode: its secrets are refused from the moment this answers, its name is free, its place given back.
 * The dead secrets stay 90 days, so that a call with one is recognised.
 * @throws AppError `not_found`, for another account's too. Source: seed 000, Delete Account Passcode.
 */
export const deletePasscode = command({
  name: "passcode.delete",
  input: deletePasscodeInput,
  lock: (tx, { id }, actor) => lockPasscode(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: async ({ now, db }, { id }, { locked: { row } }) => {
    await endPasscode(db, row, now);
    return { output: null, audit: { target: { type: "passcode", id, name: row.name } } };
  },
});

/** Marks a locked passcode deleted, ends its secrets and gives its place back: one statement, for who revokes is waiting. */
export async function endPasscode(db: Tx, { id, accountId, holdsPlace }: Passcode, now: Date): Promise<void> {
  await db.$executeRaw`
    WITH secrets AS (UPDATE secret SET ended_at = ${now} WHERE passcode_id = ${id}::uuid AND ended_at IS NULL),
      place AS (
        UPDATE account SET live_passcodes = live_passcodes - 1 WHERE id = ${accountId}::uuid AND ${holdsPlace}::boolean)
    UPDATE passcode SET deleted_at = ${now}, holds_place = false WHERE id = ${id}::uuid`;
}
