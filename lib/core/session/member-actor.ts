import { type Policy, policyOf } from "@/lib/core/account/policy";
import { dayMs } from "@/lib/core/clock";
import type { Must, UserActor } from "@/lib/core/context";
import type { Account, Membership, Totp, User } from "@/lib/generated/prisma/client";

/** What is read of a member together with what he is signed in by. */
export const withPerson = { account: true, user: { include: { totp: true } } } as const;
export type MemberWithPerson = Membership & { account: Account; user: User & { totp: Totp | null } };

/**
 * Who acts by a sign-in, as the rows say now. @param sessionId what is ended when he signs out: a console session's id, or the sign-in
 * of a token.
 */
export function memberActor(
  { id, role, account, user }: MemberWithPerson,
  { sessionId, signedInAt }: { sessionId: string; signedInAt: Date },
  now: Date,
): UserActor {
  const hasTotp = Boolean(user.totp?.confirmedAt);
  return {
    type: "user",
    userId: user.id,
    membershipId: id,
    accountId: account.id,
    accountPublicId: account.publicId,
    role,
    name: user.name,
    sessionId,
    signedInAt,
    must: mustOf({ ...user, hasTotp }, policyOf(account.policy), now),
  };
}

/** What the account asks of a person before anything else: a password that is new and long enough, then TOTP. */
export function mustOf(
  user: { passwordChangedAt: Date; passwordIsShort: boolean; hasTotp: boolean },
  policy: Policy,
  now: Date,
): Must | null {
  const end = passwordEndsAt(user, policy);
  const isOld = end !== null && now >= end;
  if (isOld || (user.passwordIsShort && !user.hasTotp)) return "change_password";
  return policy.totp_required && !user.hasTotp ? "enrol_totp" : null;
}

/** When a password is too old for the account; null: never. */
export function passwordEndsAt({ passwordChangedAt }: { passwordChangedAt: Date }, policy: Policy): Date | null {
  const days = policy.password_max_age_days;
  return days === null ? null : new Date(passwordChangedAt.getTime() + days * dayMs);
}
