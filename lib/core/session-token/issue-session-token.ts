import { policyOf } from "@/lib/core/account/policy";
import type { Context, Must } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { digestSecret, makeToken } from "@/lib/core/secrets";

/** The secret is in this answer and nowhere else. `expires_at`: RFC 3339, UTC. */
export type IssuedToken = { token: string; expires_at: string };

/**
 * A session token of a sign-in. It lives as long as the account says (`ttl_seconds.session`), and no longer than `session_max` after
 * signing in (V7).
 * @throws AppError `credential_invalid` where that is over.
 */
export async function issueSessionToken(
  { now, db, request: { address, agent } }: Context,
  membership: { id: string; account: { policy: unknown } },
  signIn: { id: string; at: Date },
): Promise<IssuedToken> {
  const token = makeToken("st");
  const { session, session_max } = policyOf(membership.account.policy).ttl_seconds;
  const expiresAt = new Date(Math.min(now.getTime() + session * 1000, signIn.at.getTime() + session_max * 1000));
  if (expiresAt <= now) throw new AppError("credential_invalid", "This sign-in is over. Sign in again.");
  const times = { signedInAt: signIn.at, createdAt: now, expiresAt };
  await db.token.create({
    data: {
      ...{ membershipId: membership.id, kind: "session", signInId: signIn.id, ...digestSecret(token) },
      ...{ ...times, address, agent },
    },
  });
  return { token, expires_at: expiresAt.toISOString() };
}

/** What the account asks of a person before he gets a token; a program cannot do it for him. */
export function heldRefusal(must: Must | null): AppError | null {
  switch (must) {
    case "change_password":
      return new AppError("password_expired", "Your password has expired. Change it in the console first.");
    case "enrol_totp":
      return new AppError("totp_enrolment_required", "This account requires TOTP. Enrol it in the console first.");
    default:
      return null;
  }
}
