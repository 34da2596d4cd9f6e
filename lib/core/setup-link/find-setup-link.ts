import { readClock } from "@/lib/core/clock";
import { digestsOf, parseToken } from "@/lib/core/secrets";
import type { Db } from "@/lib/db";

/** The link that a token opens, while it is unspent, unexpired and there is no administrator yet; else null. */
export async function findSetupLink(db: Db, token: string): Promise<{ id: string } | null> {
  if (parseToken(token)?.kind !== "su") return null;
  if (await hasAdministrator(db)) return null;
  const now = await readClock(db);
  return db.setupLink.findFirst({
    where: { digest: { in: digestsOf(token) }, usedAt: null, expiresAt: { gt: now } },
    select: { id: true },
  });
}

export async function hasAdministrator(db: Db): Promise<boolean> {
  return (await db.membership.findFirst({ where: { role: "admin" }, select: { id: true } })) !== null;
}
