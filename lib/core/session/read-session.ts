import { z } from "zod";
import { type Policy, policyOf } from "@/lib/core/account/policy";
import { dayMs, readClock } from "@/lib/core/clock";
import type { Must, UserActor } from "@/lib/core/context";
import { unavailableOr } from "@/lib/core/transaction";
import { db, type Tx } from "@/lib/db";

export type SignedIn = {
  actor: UserActor;
  account: { id: string; name: string; realm: string };
  user: { name: string; email: string };
};

/**
 * Who a session's row belongs to, read anew on every request (SECURITY.md A6): ended, expired, or of a member who is not
 * active any more → null. @param sessionId what the cookie held; anything. @throws AppError `unavailable`.
 */
export async function readSession(sessionId: string, tx?: Tx): Promise<SignedIn | null> {
  if (!z.uuid().safeParse(sessionId).success) return null;
  const database = tx ?? db();
  try {
    const now = await readClock(database);
    const row = await database.session.findFirst({
      where: {
        id: sessionId,
        endedAt: null,
        expiresAt: { gt: now },
        membership: { status: "active", deletedAt: null },
      },
      include: { membership: { include: { account: true, user: { include: { totp: true } } } } },
    });
    if (!row) return null;
    const { membership, signedInAt } = row;
    const { account, user, role } = membership;
    const hasTotp = Boolean(user.totp?.confirmedAt);
    return {
      actor: {
        type: "user",
        userId: user.id,
        membershipId: membership.id,
        accountId: account.id,
        accountPublicId: account.publicId,
        role,
        name: user.name,
        sessionId,
        signedInAt,
        must: mustOf({ ...user, hasTotp }, policyOf(account.policy), now),
      },
      account: { id: account.publicId, name: account.name, realm: account.realm },
      user: { name: user.name, email: user.email },
    };
  } catch (error) {
    throw unavailableOr(error);
  }
}

/** What the account asks of a person before anything else: a password that is new and long enough, then TOTP. */
function mustOf(
  user: { passwordChangedAt: Date; passwordIsShort: boolean; hasTotp: boolean },
  policy: Policy,
  now: Date,
): Must | null {
  const days = policy.password_max_age_days;
  const isOld = days !== null && now.getTime() - user.passwordChangedAt.getTime() > days * dayMs;
  if (isOld || (user.passwordIsShort && !user.hasTotp)) return "change_password";
  return policy.totp_required && !user.hasTotp ? "enrol_totp" : null;
}
