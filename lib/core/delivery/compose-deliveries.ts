import { z } from "zod";
import { command } from "@/lib/core/command";
import { passcodeKinds } from "@/lib/core/notice/notice-kinds";
import type { Tx } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";

const composeLock = Prisma.sql`hashtextextended('watchword deliveries', 0)`;

/**
 * Puts the notices that wait into mails: what is told of an account's passcodes goes to one person in one mail, a person's own
 * affairs each in its own. One node at a time; what another one is doing needs nobody else.
 * @returns how many mails were queued.
 */
export const composeDeliveries = command({
  name: "delivery.compose",
  input: z.strictObject({}),
  lock: async (tx) => {
    const [lock] = await tx.$queryRaw<[{ taken: boolean }]>`SELECT pg_try_advisory_xact_lock(${composeLock}) AS taken`;
    return lock.taken;
  },
  touches: null,
  run: async ({ db, now }, _input, { locked: isOurs }) => ({
    output: { queued: isOurs ? await compose(db, now, Prisma.sql`true`) : 0 },
    audit: [],
  }),
});

/** The same for one account, in the transaction that wrote its notices: whoever waits for them sees them queued. */
export async function composeForAccount(db: Tx, now: Date, accountId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${composeLock})`;
  await compose(db, now, Prisma.sql`n.account_id = ${accountId}::uuid`);
}

function compose(db: Tx, now: Date, among: Prisma.Sql): Promise<number> {
  return db.$executeRaw`
    WITH grouped AS (
      SELECT gen_random_uuid() AS id, n.account_id, n.recipient, array_agg(n.id) AS notices FROM notice n
      WHERE n.delivery_id IS NULL AND n.cancelled_at IS NULL AND ${among}
      GROUP BY n.account_id, n.recipient, CASE WHEN n.kind::text = ANY(${[...passcodeKinds]}) THEN NULL ELSE n.id END
    ), composed AS (
      UPDATE notice n SET delivery_id = g.id FROM grouped g CROSS JOIN unnest(g.notices) AS member(id) WHERE n.id = member.id
    )
    INSERT INTO delivery (id, account_id, recipient, created_at, next_attempt_at)
    SELECT id, account_id, recipient, ${now}, ${now} FROM grouped`;
}
