import { type Policy, policyOf } from "@/lib/core/account/policy";
import { type Actor, accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db";
import type { Passcode } from "@/lib/generated/prisma/client";
import { passcodeNotFound } from "./select-passcodes";

/** A passcode of the account's, not of a member's: it has a name. */
export type AccountPasscode = Passcode & { name: string };
export type LockedPasscode = { row: AccountPasscode; policy: Policy };

/**
 * Locks an account passcode for a change: the account's row first, in the order in which a create takes them. One statement, for who
 * revokes is waiting.
 * @param version what the caller saw; left out where the change does not depend on it.
 * @throws AppError `not_found`; `version_conflict` where somebody else changed it meanwhile.
 */
export async function lockPasscode(tx: Tx, actor: Actor, id: string, version?: number): Promise<LockedPasscode> {
  const [locked] = await tx.$queryRaw<(AccountPasscode & { policy: unknown })[]>`
    SELECT a.policy, p.id, p.account_id AS "accountId", p.membership_id AS "membershipId", p.name, p.name_key AS "nameKey",
      p.expires_at AS "expiresAt", p.expires_set_at AS "expiresSetAt", p.remind_at AS "remindAt", p.suspended_at AS "suspendedAt",
      p.contact_email AS "contactEmail", p.last_used_at AS "lastUsedAt", p.holds_place AS "holdsPlace", p.version,
      p.created_at AS "createdAt", p.created_by AS "createdBy", p.deleted_at AS "deletedAt"
    FROM account a JOIN passcode p ON p.account_id = a.id
    WHERE a.id = ${accountIdOf(actor)}::uuid AND p.id = ${id}::uuid AND p.membership_id IS NULL AND p.deleted_at IS NULL
    FOR UPDATE OF a, p`;
  if (!locked) throw passcodeNotFound();
  const { policy, ...row } = locked;
  if (version !== undefined && version !== row.version) {
    throw new AppError(
      "version_conflict",
      "Somebody else has changed this passcode meanwhile. Look at it as it is now, then decide again.",
    );
  }
  return { row, policy: policyOf(policy) };
}
