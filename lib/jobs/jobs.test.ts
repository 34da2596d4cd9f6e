import { expect, test } from "vitest";
import { purgePasscodes } from "@/lib/core/passcode/purge-passcodes";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { system } from "@/lib/testing/rolled-back";
import { inBatches, jobs } from "./jobs";

const signal = new AbortController().signal;

test("every job runs, again too, on what is there", async () => {
  expect(jobs.map(({ name, everyMs }) => [name, everyMs / 60_000])).toEqual([
    ["passcode.purge", 60],
    ["user.purge", 60],
    ["usage.roll-up", 60],
    ["idempotency.purge-sealed", 1],
    ["idempotency.purge", 60],
    ["throttle.purge", 60],
    ["notice.sweep", 1],
    ["notice.purge", 60],
    ["delivery.send", 5 / 60],
  ]);
  for (const job of [...jobs, ...jobs]) await job.run(signal);
});

test("four nodes that purge at once remove what has been over for 90 days, with one audit event each", async () => {
  const accounts = await Promise.all(Array.from({ length: 3 }, guardedAccount));
  const over: string[] = [];
  const kept: string[] = [];
  for (const account of accounts) {
    for (let n = 0; n < 10; n++) over.push((await account.createPasscode(1)).id);
    kept.push((await account.createPasscode(1)).id, (await account.createPasscode()).id);
  }
  await db().$executeRaw`
    UPDATE passcode SET expires_at = clock_timestamp() - interval '90 days 1 second' WHERE id = ANY(${over}::uuid[])`;
  await db().$executeRaw`
    UPDATE passcode SET expires_at = clock_timestamp() - interval '89 days' WHERE id = ANY(${kept}::uuid[]) AND expires_at IS NOT NULL`;
  const left = () => db().passcode.count({ where: { id: { in: over } } });
  // Transactions of their own, as other nodes have: in one process commands of one actor wait for each other.
  const purge = () => db().$transaction((tx) => purgePasscodes(system(tx), {}), { timeout: 20_000 });
  const failures: string[] = [];
  const nodes = async () => {
    const ends = await Promise.allSettled([
      purge(),
      purge(),
      purge(),
      inBatches("passcode.purge", async (caller) => (await purgePasscodes(caller, {})).purged)(signal),
    ]);
    failures.push(...ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : [])));
    return left();
  };
  // What another transaction holds is left for the next time.
  await expect.poll(nodes, { timeout: 20_000 }).toBe(0);
  expect(failures, "they came in each other's way").toEqual([]);
  expect(await db().passcode.count({ where: { id: { in: kept } } })).toBe(kept.length);
  const events = await db().auditEvent.groupBy({
    by: ["targetId"],
    where: { action: "passcode.purge", targetId: { in: over } },
    _count: true,
  });
  expect(events.map((event) => event._count)).toEqual(over.map(() => 1));
  const rows = await db().account.findMany({ where: { publicId: { in: accounts.map(({ id }) => id) } } });
  expect(
    rows.map((row) => row.livePasscodes),
    "a place was given back twice, or not",
  ).toEqual([2, 2, 2]);
});
