import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Ends sign-ins, those of programs (session tokens) and those that wait for a TOTP code too: refused from the next request on.
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
  const tokens = { membership, kind: "session" as const, endedAt: null, signInId: other };
  await db.token.updateMany({ where: tokens, data: { endedAt: now } });
  await db.signInChallenge.updateMany({ where: { membership, spentAt: null }, data: { spentAt: now } });
}
