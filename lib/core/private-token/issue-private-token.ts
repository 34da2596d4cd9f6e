import type { Policy } from "@/lib/core/account/policy";
import { dayMs } from "@/lib/core/clock";
import { type Context, userOf } from "@/lib/core/context";
import { tellOfPrivateToken } from "@/lib/core/notice/tell-of-private-token";
import { expiresInDaysMax, requireFuture, requireWithinMaximum } from "@/lib/core/passcode/expiry";
import { makeId } from "@/lib/core/secrets";
import { type IssuedToken, issueToken, wholeSecond } from "@/lib/core/token/issue-token";

/** Days that a private token may live, from the moment its end is set. */
const daysMaxOf = ({ max_lifetime_days }: Policy) => max_lifetime_days ?? expiresInDaysMax;

/** The latest end that the account allows now. */
export const longestEnd = (policy: Policy, now: Date) => new Date(now.getTime() + daysMaxOf(policy) * dayMs);

/** The wanted end as it is kept, in whole seconds. @throws AppError `invalid_request` where it has passed or is later than allowed. */
export function requireAllowedEnd(wanted: Date, policy: Policy, now: Date): Date {
  const expiresAt = wholeSecond(wanted);
  requireFuture(expiresAt, now);
  requireWithinMaximum(expiresAt, { ...policy, max_lifetime_days: daysMaxOf(policy) }, now, "expires_at");
  return expiresAt;
}

/**
 * A private token of the caller, who is told, as are the account's people. It has a sign-in of its own, so that nothing that ends
 * another one ends it.
 */
export async function issuePrivateToken(ctx: Context, given: { name: string; expiresAt: Date }): Promise<IssuedToken> {
  const { accountId: id, accountPublicId: publicId, membershipId, signedInAt } = userOf(ctx.actor);
  const signIn = { id: makeId(), at: signedInAt };
  const issued = await issueToken(ctx, "private", { account: { id, publicId }, membershipId }, { ...given, signIn });
  await tellOfPrivateToken(ctx, issued.row);
  return issued;
}
