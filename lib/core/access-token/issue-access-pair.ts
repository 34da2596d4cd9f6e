import { policyOf } from "@/lib/core/account/policy";
import type { Context } from "@/lib/core/context";
import { issueToken } from "@/lib/core/token/issue-token";
import type { SignIn } from "@/lib/core/token/prove-for-token";

/** Both in this answer and in no other. */
export type AccessPair = { access_token: string; refresh_token: string };

/**
 * An access token of a sign-in, and the refresh token that is good for the next pair. The one lives as long as the account says
 * (`ttl_seconds.access`), the other until `session_max` after signing in, and neither longer (V7).
 * @throws AppError `credential_invalid` where that is over.
 */
export async function issueAccessPair(
  ctx: Context,
  { id: membershipId, account }: { id: string; account: { id: string; publicId: string; policy: unknown } },
  signIn: SignIn,
): Promise<AccessPair> {
  const { access, session_max } = policyOf(account.policy).ttl_seconds;
  const last = new Date(signIn.at.getTime() + session_max * 1000);
  const expiresAt = new Date(Math.min(ctx.now.getTime() + access * 1000, last.getTime()));
  const holder = { account, membershipId };
  const { token } = await issueToken(ctx, "access", holder, { signIn, expiresAt });
  const refresh = await issueToken(ctx, "refresh", holder, { signIn, expiresAt: last });
  return { access_token: token, refresh_token: refresh.token };
}
