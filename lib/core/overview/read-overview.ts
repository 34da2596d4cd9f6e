import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { passcodeLimit } from "@/lib/core/passcode/passcode-view";
import { query } from "@/lib/core/query";
import type { Db } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { fromHeld } from "./from-held";
import type { CalledPasscode, ExpiringPasscode, ExpiryMonth, OverviewView } from "./overview-view";

const expiringMax = 8;
const calledMax = 5;
export const calledDays = 7;

/** What of the account needs attention, and what ends in the next 12 months. @throws AppError `forbidden` for who reads only his own. */
export const readOverview = query({
  name: "overview.read",
  input: z.strictObject({}),
  run: async ({ actor, now, db }): Promise<OverviewView> => {
    const accountId = accountIdOf(actor);
    const held = fromHeld(accountId, now);
    const { time_zone, ...counts } = await countAll(db, accountId, held, now);
    return {
      expiring: await selectExpiring(db, held),
      expired_still_called: await selectCalled(db, held, now),
      expiries_by_month: await countByMonth(db, held, now, time_zone),
      ...{ time_zone, ...counts, passcode_limit: passcodeLimit },
    };
  },
});

type Counts = Pick<OverviewView, "time_zone" | "failed_mails" | "has_passcodes" | "passcode_count">;

async function countAll(db: Db, accountId: string, held: Prisma.Sql, now: Date): Promise<Counts> {
  const [counts] = await db.$queryRaw<[Counts]>`
    SELECT a.time_zone, h.has_passcodes, h.passcode_count,
      (SELECT count(*)::int FROM delivery d WHERE d.account_id = a.id AND d.state = 'failed') AS failed_mails
    FROM account a CROSS JOIN (
      SELECT count(*) > 0 AS has_passcodes,
        count(*) FILTER (WHERE h.kind = 'account' AND (h.expires_at IS NULL OR h.expires_at > ${now}))::int AS passcode_count
      FROM ${held}) h
    WHERE a.id = ${accountId}::uuid`;
  return counts;
}

type ExpiringRow = Omit<ExpiringPasscode, "expires_at" | "last_used_at"> & {
  expires_at: Date;
  last_used_at: Date | null;
  account_count: number;
  user_count: number;
};

async function selectExpiring(db: Db, held: Prisma.Sql): Promise<OverviewView["expiring"]> {
  const rows = await db.$queryRaw<ExpiringRow[]>`
    SELECT h.kind, h.id, h.name, h.email, h.expires_at, h.last_used_at,
      count(*) FILTER (WHERE h.kind = 'account') OVER ()::int AS account_count,
      count(*) FILTER (WHERE h.kind = 'user') OVER ()::int AS user_count
    FROM ${held} WHERE h.status = 'expiring_soon' ORDER BY h.expires_at, h.id LIMIT ${expiringMax}`;
  return {
    data: rows.map(({ kind, id, name, email, expires_at, last_used_at }) => ({
      ...{ kind, id, name, email },
      expires_at: expires_at.toISOString(),
      last_used_at: last_used_at?.toISOString() ?? null,
    })),
    account_count: rows[0]?.account_count ?? 0,
    user_count: rows[0]?.user_count ?? 0,
  };
}

type CalledRow = Omit<CalledPasscode, "last_call_at"> & { last_call_at: Date; count: number };

async function selectCalled(db: Db, held: Prisma.Sql, now: Date): Promise<OverviewView["expired_still_called"]> {
  const rows = await db.$queryRaw<CalledRow[]>`
    SELECT h.kind, h.id, h.name, h.email, sum(u.expired)::int AS refusals, max(u.at) AS last_call_at,
      count(*) OVER ()::int AS count
    FROM ${held} JOIN secret s ON s.passcode_id = h.id JOIN usage u ON u.secret_id = s.id
    WHERE h.status = 'expired' AND u.expired > 0 AND u.at >= ${now}::timestamptz - make_interval(days => ${calledDays}::int)
    GROUP BY h.kind, h.id, h.name, h.email
    ORDER BY sum(u.expired) DESC, max(u.at) DESC, h.id LIMIT ${calledMax}`;
  return {
    data: rows.map(({ kind, id, name, email, refusals, last_call_at }) => ({
      ...{ kind, id, name, email, refusals },
      last_call_at: last_call_at.toISOString(),
    })),
    count: rows[0]?.count ?? 0,
  };
}

/** Also what has ended in this month already: the month's count does not shrink from day to day. */
function countByMonth(db: Db, held: Prisma.Sql, now: Date, zone: string): Promise<ExpiryMonth[]> {
  return db.$queryRaw<ExpiryMonth[]>`
    WITH month AS (
      SELECT generate_series(0, 11) * interval '1 month' + date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}::text) AS first)
    SELECT to_char(m.first, 'YYYY-MM') AS month, count(*) FILTER (WHERE h.kind = 'account')::int AS account_count,
      count(*) FILTER (WHERE h.kind = 'user')::int AS user_count
    FROM month m LEFT JOIN ${held} ON date_trunc('month', h.expires_at AT TIME ZONE ${zone}::text) = m.first
    GROUP BY m.first ORDER BY m.first`;
}
