import { db, type Tx } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";

const minutesKeptDays = 7;
const hoursKeptDays = 90;
const daysKeptDays = 730;

/** Minutes become hours after 7 days, hours become days after 90, days go after 2 years. Each move is one statement: nothing is counted twice. */
export async function rollUpUsage(tx?: Tx): Promise<void> {
  const database = tx ?? db();
  await database.$executeRaw(move("minute", "hour", minutesKeptDays));
  await database.$executeRaw(move("hour", "day", hoursKeptDays));
  await database.$executeRaw`
    DELETE FROM usage WHERE grain = 'day' AND at < clock_timestamp() - make_interval(days => ${daysKeptDays}::int)`;
}

type Grain = "minute" | "hour" | "day";

function move(from: Grain, to: Grain, keptDays: number): Prisma.Sql {
  return Prisma.sql`
    WITH moved AS (
      DELETE FROM usage WHERE grain = ${from}::usage_grain
        AND at < date_trunc(${to}, clock_timestamp() - make_interval(days => ${keptDays}::int), 'UTC') RETURNING *)
    INSERT INTO usage AS u (secret_id, grain, at, network, agent, accepted, expired, suspended, revoked)
    SELECT secret_id, ${to}::usage_grain, date_trunc(${to}, at, 'UTC'), network, agent,
           sum(accepted), sum(expired), sum(suspended), sum(revoked)
    FROM moved GROUP BY 1, 3, 4, 5
    ON CONFLICT (secret_id, grain, at, network, agent) DO UPDATE SET
      accepted = u.accepted + excluded.accepted, expired = u.expired + excluded.expired,
      suspended = u.suspended + excluded.suspended, revoked = u.revoked + excluded.revoked`;
}
