import { z } from "zod";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import { composeForAccount } from "@/lib/core/delivery/compose-deliveries";
import type { Tx } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import { cancelStale } from "./cancel-stale";
import { insertNotices, policyTable, privateTokens } from "./insert-notices";
import { isoText, reminderMoment } from "./reminder-moment";

/** Credentials in one transaction, unless one account alone has more. */
const pageSize = 5000;
const sweepLock = Prisma.sql`hashtextextended('watchword notices', 0)`;

/** What is due, locked: the credentials and the accounts that they belong to. */
type Due = { accountIds: string[]; passcodeIds: string[]; secretIds: string[]; tokenIds: string[] };

/**
 * One page of the sweep: finds the credentials whose next reminder has come, by an index, and writes the notices of the nearest day
 * alone, so that missed time is told once. An account is swept whole, so that its people get one digest. One node at a time.
 * @returns how many credentials were looked at; call again while it is not 0. It is 0 too while another node sweeps.
 */
export const sweepNotices = command({
  name: "notice.sweep",
  input: z.strictObject({}),
  lock: async (tx) => {
    const [lock] = await tx.$queryRaw<[{ taken: boolean }]>`SELECT pg_try_advisory_xact_lock(${sweepLock}) AS taken`;
    if (!lock.taken) return null;
    const now = await readClock(tx);
    return lockDue(tx, await dueAccounts(tx, now), now);
  },
  touches: null,
  run: async ({ db, now }, _input, { locked: due }) => {
    if (!due) return { output: { swept: 0, written: 0 }, audit: [] };
    const done = await sweep(db, now, due);
    if (done.swept === 0) await cancelStale(db, now, Prisma.sql`true`);
    return { output: done, audit: [] };
  },
});

/** *Send warnings now*: the same for the caller's account, waiting for a sweep under way. @returns how many warnings were written. */
export const sendWarnings = command({
  name: "notice.send-warnings",
  input: z.strictObject({}),
  lock: async (tx, _input, actor) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${sweepLock})`;
    return lockDue(tx, [accountIdOf(actor)], await readClock(tx));
  },
  touches: null,
  run: async ({ actor, db, now }, _input, { locked: due }) => {
    const { written } = await sweep(db, now, due);
    await cancelStale(db, now, Prisma.sql`n.account_id = ${accountIdOf(actor)}::uuid`);
    await composeForAccount(db, now, accountIdOf(actor));
    return { output: { written }, audit: { target: null, detail: { written } } };
  },
});

/** The accounts of the first page of what is due. @param now a value: of a clock that moves in the query the index knows nothing. */
async function dueAccounts(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT account_id AS id FROM (
      SELECT account_id, sum(count(*)) OVER (ORDER BY account_id) - count(*) AS before FROM (
        SELECT account_id FROM passcode WHERE remind_at <= ${now} AND deleted_at IS NULL
        UNION ALL
        SELECT p.account_id FROM secret s JOIN passcode p ON p.id = s.passcode_id
        WHERE s.remind_at <= ${now} AND s.ended_at IS NULL AND p.deleted_at IS NULL
        UNION ALL
        SELECT account_id FROM token WHERE remind_at <= ${now} AND ended_at IS NULL
      ) due GROUP BY account_id
    ) counted WHERE before < ${pageSize}`;
  return rows.map(({ id }) => id);
}

/** What a command is changing at this moment is left to the next sweep. */
async function lockDue(tx: Tx, accountIds: string[], now: Date): Promise<Due> {
  const passcodes = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM passcode
    WHERE account_id = ANY(${accountIds}::uuid[]) AND remind_at <= ${now} AND deleted_at IS NULL
    ORDER BY id FOR UPDATE SKIP LOCKED`;
  const secrets = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM secret s JOIN passcode p ON p.id = s.passcode_id
    WHERE p.account_id = ANY(${accountIds}::uuid[]) AND p.deleted_at IS NULL
      AND s.remind_at <= ${now} AND s.ended_at IS NULL
    ORDER BY s.id FOR UPDATE OF s SKIP LOCKED`;
  const tokens = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM token
    WHERE account_id = ANY(${accountIds}::uuid[]) AND remind_at <= ${now} AND ended_at IS NULL
    ORDER BY id FOR UPDATE SKIP LOCKED`;
  const [passcodeIds = [], secretIds = [], tokenIds = []] = [passcodes, secrets, tokens].map((rows) =>
    rows.map(({ id }) => id),
  );
  return { accountIds, passcodeIds, secretIds, tokenIds };
}

async function sweep(db: Tx, now: Date, { accountIds, passcodeIds, secretIds, tokenIds }: Due) {
  const policies = await policyTable(db, accountIds);
  const expiring = Prisma.sql`
    SELECT p.id AS passcode_id, 'expiry' AS kind, d.day, p.id AS subject_id, ${isoText(Prisma.sql`p.expires_at`)} AS occurrence,
      p.expires_at AS ends_at, NULL AS by
    FROM passcode p JOIN account a ON a.id = p.account_id JOIN ${policies} ON w.id = a.id
    CROSS JOIN LATERAL (${nearestDay(Prisma.sql`p.expires_at`, Prisma.sql`p.expires_set_at`, now)}) d
    WHERE p.id = ANY(${passcodeIds}::uuid[])`;
  const retiring = Prisma.sql`
    SELECT s.passcode_id, 'retirement' AS kind, d.day, s.id AS subject_id, ${isoText(Prisma.sql`s.retires_at`)} AS occurrence,
      s.retires_at AS ends_at, NULL AS by
    FROM secret s JOIN passcode p ON p.id = s.passcode_id JOIN account a ON a.id = p.account_id JOIN ${policies} ON w.id = a.id
    CROSS JOIN LATERAL (${nearestDay(Prisma.sql`s.retires_at`, Prisma.sql`s.retires_set_at`, now)}) d
    WHERE s.id = ANY(${secretIds}::uuid[])`;
  const tokens = Prisma.sql`
    SELECT t.id AS passcode_id, 'private_token_expiry' AS kind, d.day, t.id AS subject_id, ${isoText(Prisma.sql`t.expires_at`)} AS occurrence,
      t.expires_at AS ends_at, NULL AS by
    FROM token t JOIN account a ON a.id = t.account_id JOIN ${policies} ON w.id = a.id
    CROSS JOIN LATERAL (${nearestDay(Prisma.sql`t.expires_at`, Prisma.sql`t.expires_set_at`, now)}) d
    WHERE t.id = ANY(${tokenIds}::uuid[])`;
  const written =
    (await insertNotices(db, now, policies, expiring)) +
    (await insertNotices(db, now, policies, retiring)) +
    (await insertNotices(db, now, policies, tokens, privateTokens));
  await db.$executeRaw`
    UPDATE passcode p SET remind_at = ${nextMoment(Prisma.sql`p.expires_at`, now)}
    FROM account a JOIN ${policies} ON w.id = a.id WHERE a.id = p.account_id AND p.id = ANY(${passcodeIds}::uuid[])`;
  await db.$executeRaw`
    UPDATE secret s SET remind_at = ${nextMoment(Prisma.sql`s.retires_at`, now)}
    FROM passcode p JOIN account a ON a.id = p.account_id JOIN ${policies} ON w.id = a.id
    WHERE p.id = s.passcode_id AND s.id = ANY(${secretIds}::uuid[])`;
  await db.$executeRaw`
    UPDATE token t SET remind_at = ${nextMoment(Prisma.sql`t.expires_at`, now)}
    FROM account a JOIN ${policies} ON w.id = a.id WHERE a.id = t.account_id AND t.id = ANY(${tokenIds}::uuid[])`;
  return { swept: passcodeIds.length + secretIds.length + tokenIds.length, written };
}

/** The latest day that has come. One that had passed when the end was set is no news: five days of life are not warned of by 30. */
function nearestDay(end: Prisma.Sql, setAt: Prisma.Sql, now: Date): Prisma.Sql {
  const moment = reminderMoment(end, Prisma.sql`day`, Prisma.sql`a.time_zone`);
  return Prisma.sql`SELECT day FROM unnest(w.days) AS day WHERE ${moment} <= ${now} AND (day <= 0 OR ${moment} > ${setAt})
    ORDER BY day LIMIT 1`;
}

function nextMoment(end: Prisma.Sql, now: Date): Prisma.Sql {
  const moment = reminderMoment(end, Prisma.sql`day`, Prisma.sql`a.time_zone`);
  return Prisma.sql`(SELECT min(${moment}) FROM unnest(w.days) AS day WHERE ${moment} > ${now})`;
}
