import type { Policy } from "@/lib/core/account/policy";
import { type Actor, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { wrongLogin } from "@/lib/core/session/prove-person";
import { lockMember } from "@/lib/core/user/lock-member";
import type { Tx } from "@/lib/db";

/**
 * The caller as the member for whom a private token is made, under his lock: what ends him ends what he makes. Who acts by a private
 * token makes none, or a copy of one would outlive it. An access token makes none once its owner has TOTP on: it was signed in for
 * without a code (A4).
 * @throws AppError `forbidden`, `totp_code_required`, `credential_invalid` (he is not active any more).
 */
export async function lockMaker(tx: Tx, actor: Actor): Promise<{ policy: Policy }> {
  const { membershipId, sessionId: signInId, userId } = userOf(actor);
  const { row, policy } = await lockMember(tx, actor, membershipId);
  if (row.status !== "active") throw wrongLogin();
  const [by] = await tx.token.findMany({ where: { signInId, membershipId }, select: { kind: true }, take: 1 });
  if (by?.kind === "private") {
    throw new AppError("forbidden", "A private token makes no other. Sign in with e-mail and password.");
  }
  const hasTotp = await tx.totp.findFirst({ where: { userId, confirmedAt: { not: null } } });
  if (hasTotp && (by?.kind === "access" || by?.kind === "refresh")) {
    throw new AppError("totp_code_required", "You have TOTP on. Make private tokens in the console.");
  }
  return { policy };
}
