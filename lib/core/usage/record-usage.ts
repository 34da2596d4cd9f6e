import { db, type Tx } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";

/** How the uses of one secret by one caller ended, since the last time they were written. */
export type UsageCount = {
  secretId: string;
  /** IPv4 /24 or IPv6 /48, or empty. */
  network: string;
  agent: string;
  accepted: number;
  expired: number;
  suspended: number;
  revoked: number;
};

/** A write waits no longer for a lock, so that it holds no connection for as long as somebody holds the table. */
const lockSecondsMax = 2;

/**
 * Adds counts to the minute that is now, by the database's clock, and marks the passcodes as used, to the minute. Not a command: it
 * changes no decision and belongs to nobody. Counts of secrets that are gone meanwhile are dropped.
 * @throws Error where the database cannot be reached or the table stays locked; nothing is written then.
 */
export async function recordUsage(counts: readonly UsageCount[], tx?: Tx): Promise<void> {
  if (counts.length === 0) return;
  const statements = [markOf(counts), insertOf(counts)];
  if (tx) for (const statement of statements) await tx.$executeRaw(statement);
  else await db().$transaction([settings(), ...statements.map((statement) => db().$executeRaw(statement))]);
}

/** For some hundred rows PostgreSQL would read the whole of its tables, as long as they fit into memory. */
const settings = () => db().$executeRaw`
  SELECT set_config('lock_timeout', ${`${lockSecondsMax}s`}, true), set_config('enable_seqscan', 'off', true)`;

/**
 * The passcodes that were used, locked in one order on every node, so that no two wait for each other. What was used a minute ago is left
 * as it is: each time is a new version of its row.
 */
function markOf(counts: readonly UsageCount[]): Prisma.Sql {
  const secretIds = counts.filter(({ accepted }) => accepted > 0).map(({ secretId }) => secretId);
  return Prisma.sql`
    UPDATE passcode p SET last_used_at = clock_timestamp()
    FROM (
      SELECT id FROM passcode
      WHERE id IN (SELECT passcode_id FROM secret WHERE id = ANY(${secretIds}::uuid[]))
        AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')
      ORDER BY id FOR NO KEY UPDATE
    ) used WHERE p.id = used.id`;
}

function insertOf(counts: readonly UsageCount[]): Prisma.Sql {
  const column = (name: keyof UsageCount) => counts.map((count) => count[name]);
  return Prisma.sql`
    WITH given AS (
      SELECT * FROM unnest(${column("secretId")}::uuid[], ${column("network")}::text[], ${column("agent")}::text[],
        ${column("accepted")}::int[], ${column("expired")}::int[], ${column("suspended")}::int[], ${column("revoked")}::int[])
        AS given(secret_id, network, agent, accepted, expired, suspended, revoked)
      JOIN secret ON secret.id = given.secret_id
    )
    INSERT INTO usage AS u (secret_id, grain, at, network, agent, accepted, expired, suspended, revoked)
    SELECT secret_id, 'minute', date_trunc('minute', clock_timestamp()), network, agent,
           sum(accepted), sum(expired), sum(suspended), sum(revoked)
    FROM given GROUP BY secret_id, network, agent ORDER BY secret_id, network, agent
    ON CONFLICT (secret_id, grain, at, network, agent) DO UPDATE SET
      accepted = u.accepted + excluded.accepted, expired = u.expired + excluded.expired,
      suspended = u.suspended + excluded.suspended, revoked = u.revoked + excluded.revoked`;
}
