import { endTokens } from "@/lib/core/token/end-tokens";
import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Ends sign-ins, those of programs (all tokens but private ones, which are made to outlive them) and those that wait for a TOTP code too: refused from the next request on.
 * @param exceptId the sign-in that goes on: `UserActor.sessionId`.
 */
export async function endSessions(
  db: Tx,
  now: Date,
  of: Prisma.MembershipWhereInput,
  exceptId?: string,
): Promise<void> {
  const membership = { is: of };
  const other = exceptId && { not: exceptId };
  await db.session.updateMany({ where: { membership, endedAt: null, id: other }, data: { endedAt: now } });
  await endTokens(db, now, { membership, kind: { not: "private" }, signInId: other });
  await db.signInChallenge.updateMany({ where: { membership, spentAt: null }, data: { spentAt: now } });
}
