import { lockAccount } from "@/lib/core/account/lock-account";
import type { Policy } from "@/lib/core/account/policy";
import { type Actor, accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db";
import type { Passcode } from "@/lib/generated/prisma/client";
import { passcodeNotFound } from "./select-passcodes";

/** A passcode of the account's, not of a member's: it has a name. */
export type AccountPasscode = Passcode & { name: string };
export type LockedPasscode = { row: AccountPasscode; policy: Policy };

/**
 * Locks an account passcode for a change: the account's row first, in the order in which a create takes them.
 * @param version what the caller saw; left out where the change does not depend on it.
 * @throws AppError `not_found`; `version_conflict` where somebody else changed it meanwhile.
 */
export async function lockPasscode(tx: Tx, actor: Actor, id: string, version?: number): Promise<LockedPasscode> {
  const accountId = accountIdOf(actor);
  const policy = await lockAccount(tx, accountId);
  await tx.$executeRaw`SELECT 1 FROM passcode WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid FOR UPDATE`;
  const row = await tx.passcode.findFirst({ where: { id, accountId, membershipId: null, deletedAt: null } });
  if (!row || row.name === null) throw passcodeNotFound();
  if (version !== undefined && version !== row.version) {
    throw new AppError(
      "version_conflict",
      "Somebody else has changed this passcode meanwhile. Look at it as it is now, then decide again.",
    );
  }
  return { row: { ...row, name: row.name }, policy };
}
