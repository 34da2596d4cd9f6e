import { z } from "zod";
import { lockAccount } from "@/lib/core/account/lock-account";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";

export const deletePasscodeInput = z.strictObject({ id: z.uuid("Passcode: an id is needed.") });

/**
 * Deletes an account passcode: its secrets are refused from the moment this answers, its name is free, its place given back.
 * The dead secrets stay 90 days, so that a call with one is recognised.
 * @throws AppError `not_found`, for another account's too. Source: seed 000, Delete Account Passcode.
 */
export const deletePasscode = command({
  name: "passcode.delete",
  input: deletePasscodeInput,
  lock: async (tx, { id }, actor) => {
    const accountId = accountIdOf(actor);
    await lockAccount(tx, accountId);
    await tx.$executeRaw`SELECT 1 FROM passcode WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid FOR UPDATE`;
    const row = await tx.passcode.findFirst({ where: { id, accountId, deletedAt: null } });
    if (!row) throw new AppError("not_found", "There is no such passcode; it may have been deleted already.");
    return row;
  },
  run: async ({ now, db }, { id }, { locked: row }) => {
    await db.passcode.update({ where: { id }, data: { deletedAt: now, holdsPlace: false } });
    await db.secret.updateMany({ where: { passcodeId: id, endedAt: null }, data: { endedAt: now } });
    if (row.holdsPlace) {
      await db.account.update({ where: { id: row.accountId }, data: { livePasscodes: { decrement: 1 } } });
    }
    return { output: null, audit: { target: { type: "passcode", id, name: row.name } } };
  },
});
