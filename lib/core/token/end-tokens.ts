import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Ends tokens: refused from the moment the command answers. Twice, because a renewal that the first statement waited for has issued
 * one that it does not see.
 */
export async function endTokens(db: Tx, now: Date, which: Prisma.TokenWhereInput): Promise<void> {
  const live = { where: { ...which, endedAt: null }, data: { endedAt: now } };
  await db.token.updateMany(live);
  await db.token.updateMany(live);
}
