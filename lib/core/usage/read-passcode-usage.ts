import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { passcodeIdSchema } from "@/lib/core/passcode/delete-passcode";
import { selectPasscode } from "@/lib/core/passcode/select-passcodes";
import { query } from "@/lib/core/query";
import type { Db } from "@/lib/db";

const callersMax = 20;

/** Calls of one UTC day; `refused` are calls with a secret of this passcode that is dead, expired or suspended. */
export type UsageDay = { day: string; accepted: number; refused: number };
export type UsageCaller = {
  network: string;
  agent: string;
  accepted: number;
  expired: number;
  suspended: number;
  revoked: number;
  /** The last minute (hour, day) in which it called. */
  last_at: string;
};

/**
 * A passcode's calls: by day (UTC) and by caller, the most recent callers first. @throws AppError `not_found`.
 */
export const readPasscodeUsage = query({
  name: "passcode.read",
  input: z.strictObject({ id: passcodeIdSchema, days: z.coerce.number().int().min(1).max(365).default(30) }),
  run: async ({ actor, now, db }, { id, days }) => {
    await selectPasscode(db, accountIdOf(actor), id, now);
    return { by_day: await byDay(db, id, now, days), callers: await byCaller(db, id, now, days) };
  },
});

function byDay(db: Db, id: string, now: Date, days: number): Promise<UsageDay[]> {
  return db.$queryRaw<UsageDay[]>`
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(sum(u.accepted), 0)::int AS accepted,
           coalesce(sum(u.expired + u.suspended + u.revoked), 0)::int AS refused
    FROM generate_series(date_trunc('day', ${now}::timestamptz AT TIME ZONE 'UTC') - make_interval(days => ${days - 1}::int),
                         date_trunc('day', ${now}::timestamptz AT TIME ZONE 'UTC'), interval '1 day') AS d(day)
    LEFT JOIN usage u ON date_trunc('day', u.at AT TIME ZONE 'UTC') = d.day
      AND u.secret_id IN (SELECT s.id FROM secret s WHERE s.passcode_id = ${id}::uuid)
    GROUP BY d.day ORDER BY d.day`;
}

async function byCaller(db: Db, id: string, now: Date, days: number): Promise<UsageCaller[]> {
  const rows = await db.$queryRaw<(Omit<UsageCaller, "last_at"> & { last_at: Date })[]>`
    SELECT u.network, u.agent, sum(u.accepted)::int AS accepted, sum(u.expired)::int AS expired,
           sum(u.suspended)::int AS suspended, sum(u.revoked)::int AS revoked, max(u.at) AS last_at
    FROM usage u JOIN secret s ON s.id = u.secret_id
    WHERE s.passcode_id = ${id}::uuid AND u.at >= ${now}::timestamptz - make_interval(days => ${days}::int)
    GROUP BY u.network, u.agent ORDER BY max(u.at) DESC, u.network, u.agent LIMIT ${callersMax}`;
  return rows.map((row) => ({ ...row, last_at: row.last_at.toISOString() }));
}
