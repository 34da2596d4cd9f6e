import { policyOf } from "@/lib/core/account/policy";
import type { Context } from "@/lib/core/context";
import { type Holder, type IssuedToken, issueToken } from "@/lib/core/token/issue-token";
import type { SignIn } from "@/lib/core/token/prove-for-token";

/** A temporary token: it lives as long as the account says (`ttl_seconds.temporary`), from its issue, and is not renewed. */
export function issueTemporaryToken(
  ctx: Context,
  holder: Holder & { account: { policy: unknown } },
  signIn: SignIn,
): Promise<IssuedToken> {
  const { temporary } = policyOf(holder.account.policy).ttl_seconds;
  const expiresAt = new Date(ctx.now.getTime() + temporary * 1000);
  return issueToken(ctx, "temporary", holder, { signIn, expiresAt });
}
