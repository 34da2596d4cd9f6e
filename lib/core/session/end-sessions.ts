import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";

/** Ends sign-ins, and those that wait for a TOTP code: their cookies are worth nothing from the next request on. */
export async function endSessions(
  db: Tx,
  now: Date,
  of: Prisma.MembershipWhereInput,
  exceptId?: string,
): Promise<void> {
  const membership = { is: of };
  const except = exceptId ? { id: { not: exceptId } } : {};
  await db.session.updateMany({ where: { membership, endedAt: null, ...except }, data: { endedAt: now } });
  await db.signInChallenge.updateMany({ where: { membership, spentAt: null }, data: { spentAt: now } });
}
