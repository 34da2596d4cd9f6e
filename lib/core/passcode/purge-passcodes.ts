import { z } from "zod";
import type { AuditEntry } from "@/lib/core/audit/append-audit-events";
import { dayMs } from "@/lib/core/clock";
import { command } from "@/lib/core/command";

/** Expired passcodes stay visible, and dead secrets are recognised, for this long. */
export const keptDays = 90;
const batchSize = 500;

/**
 * Removes what has been over for 90 days: expired passcodes (with an audit event each), deleted ones, and rotated-out secrets.
 * @returns how many passcodes went; call again while it is not 0.
 */
export const purgePasscodes = command({
  name: "passcode.purge",
  input: z.strictObject({}),
  lock: async (tx) => {
    // Skipping what another node has locked: no passcode is purged, or recorded, twice.
    const locked = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM passcode
      WHERE coalesce(deleted_at, expires_at) <= clock_timestamp() - make_interval(days => ${keptDays}::int)
      ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`;
    return locked.map((row) => row.id);
  },
  touches: null,
  run: async ({ now, db }, _input, { locked: ids }) => {
    const before = new Date(now.getTime() - keptDays * dayMs);
    const rows = await db.passcode.findMany({ where: { id: { in: ids } }, orderBy: { accountId: "asc" } });
    await db.$executeRaw`
      UPDATE account a SET live_passcodes = live_passcodes - held.n
      FROM (SELECT account_id, count(*) AS n FROM passcode WHERE id = ANY(${ids}::uuid[]) AND holds_place GROUP BY 1) held
      WHERE a.id = held.account_id`;
    await db.secret.deleteMany({ where: { OR: [{ passcodeId: { in: ids } }, { endedAt: { lte: before } }] } });
    await db.secret.deleteMany({ where: { retiresAt: { lte: before } } });
    await db.passcode.deleteMany({ where: { id: { in: ids } } });
    const audit: AuditEntry[] = rows
      .filter((row) => row.deletedAt === null)
      .map((row) => ({
        accountId: row.accountId,
        target: { type: "passcode", id: row.id, name: row.name ?? "user passcode" },
        detail: { expired_at: row.expiresAt?.toISOString() ?? null },
      }));
    return { output: { purged: rows.length }, audit };
  },
});
