import { expect, test } from "vitest";
import { ownDatabase } from "@/scripts/testing/own-database";

await ownDatabase();
const { db } = await import("@/lib/db");
const { sweepNotices } = await import("@/lib/core/notice/sweep-notices");
const { composeDeliveries } = await import("@/lib/core/delivery/compose-deliveries");
const { anAccount, system } = await import("@/lib/testing/rolled-back");

const accounts = 1000;
const perAccount = 100;

/** 100,000 passcodes that end in a year; none is due. */
async function fill(): Promise<void> {
  for (let i = 0; i < accounts; i += 50) {
    await db().$transaction(
      async (tx) => {
        for (let j = 0; j < 50; j++) {
          const { account } = await anAccount(tx);
          await tx.$executeRaw`
            INSERT INTO passcode (account_id, name, name_key, expires_at, holds_place, created_at, created_by)
            SELECT ${account.id}::uuid, 'P' || n, 'p' || n, clock_timestamp() + interval '1 year', false, clock_timestamp(), 'test'
            FROM generate_series(1, ${perAccount}::int) n`;
        }
      },
      { timeout: 120_000 },
    );
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started) / 1000;
}

async function sweepAll(): Promise<number> {
  let written = 0;
  for (;;) {
    const page = await sweepNotices(system(), {});
    written += page.written;
    if (page.swept === 0) return written;
  }
}

async function planOfLooking(): Promise<string> {
  const plan = await db().$queryRaw<{ "QUERY PLAN": string }[]>`
    EXPLAIN SELECT account_id FROM passcode WHERE remind_at <= ${new Date()} AND deleted_at IS NULL`;
  return plan.map((line) => line["QUERY PLAN"]).join("\n");
}

test("100,000 credentials: the sweep finds what is due by an index, in pages", async () => {
  await fill();
  const counted = { written: 0 };
  const figures: Record<string, number> = {};
  figures["first look at all, none due"] = await seconds(sweepAll);
  await db().$executeRaw`VACUUM ANALYZE passcode`;
  figures["a minute in which nothing is due"] = await seconds(sweepAll);
  expect(await planOfLooking(), "every minute reads every credential").toMatch(/Index.*passcode_remind_at/);
  await db().$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() + interval '20 hours'`;
  await db().$executeRaw`UPDATE passcode SET expires_set_at = created_at - interval '1 year'`;
  figures["all due in one minute"] = await seconds(async () => {
    counted.written = await sweepAll();
  });
  figures["put into 1,000 mails"] = await seconds(() => composeDeliveries(system(), {}));
  console.table(figures);
  expect(counted.written).toBe(accounts * perAccount);
  expect(await db().delivery.count(), "a digest for each account's administrator").toBe(accounts);
}, 1_200_000);
