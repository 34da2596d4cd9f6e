import type { Tx } from "@/lib/db";

/** The reminder days or the zone of an account changed: the sweep looks at all its credentials anew. What was told is not told again. */
export async function lookAgain(db: Tx, accountId: string, now: Date): Promise<void> {
  await db.passcode.updateMany({
    where: { accountId, deletedAt: null, expiresAt: { not: null } },
    data: { remindAt: now },
  });
  const passcode = { is: { accountId, deletedAt: null } };
  await db.token.updateMany({ where: { accountId, kind: "private", endedAt: null }, data: { remindAt: now } });
  await db.secret.updateMany({ where: { passcode, endedAt: null, retiresAt: { not: null } }, data: { remindAt: now } });
}
