import { policyOf } from "@/lib/core/account/policy";
import type { Context } from "@/lib/core/context";
import { type IssuedToken, issueToken } from "@/lib/core/token/issue-token";
import type { SignIn } from "@/lib/core/token/prove-for-token";

/**
 * A session token of a sign-in. It lives as long as the account says (`ttl_seconds.session`), and no longer than `session_max` after
 * signing in (V7). @throws AppError `credential_invalid` where that is over.
 */
export function issueSessionToken(
  ctx: Context,
  { id: membershipId, account }: { id: string; account: { id: string; publicId: string; policy: unknown } },
  signIn: SignIn,
): Promise<IssuedToken> {
  const { session, session_max } = policyOf(account.policy).ttl_seconds;
  const expiresAt = new Date(Math.min(ctx.now.getTime() + session * 1000, signIn.at.getTime() + session_max * 1000));
  return issueToken(ctx, "session", { account, membershipId }, { signIn, expiresAt });
}
