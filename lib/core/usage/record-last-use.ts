import { db } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";

/** What notes its last use alone, each in a table of its own. */
export const lastUseTables = ["token", "api_key", "service_key"] as const;
export type LastUseTable = (typeof lastUseTables)[number];

/**
 * Notes that tokens or keys were used, now by the database's clock. Not a command: it changes no decision and belongs to nobody. A row that
 * somebody holds is passed over: he marks it too, or ends it.
 * @param ids of what is gone meanwhile: nothing happens.
 * @throws Error where the database cannot be reached; nothing is written then.
 */
export async function recordLastUse(table: LastUseTable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = Prisma.raw(table);
  await db().$executeRaw`
    UPDATE ${rows} SET last_used_at = clock_timestamp()
    WHERE id IN (SELECT id FROM ${rows} WHERE id = ANY(${ids}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)`;
}
