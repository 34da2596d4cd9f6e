import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { readClock } from "@/lib/core/clock";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { readPasscode } from "@/lib/core/passcode/read-passcode";
import { readPasscodeUsage } from "@/lib/core/usage/read-passcode-usage";
import { recordUsage, type UsageCount } from "@/lib/core/usage/record-usage";
import { rollUpUsage } from "@/lib/core/usage/roll-up-usage";
import { db, type Tx } from "@/lib/db";
import { refusalOf } from "@/lib/testing/audit";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

async function aPasscode(tx: Tx) {
  const account = await anAccount(tx);
  const { id } = await createPasscode(account.caller, { name: "Acme", expires_in_days: null });
  const secret = await tx.secret.findFirstOrThrow({ where: { passcodeId: id } });
  const count = (more: Partial<UsageCount>): UsageCount => ({
    ...{ secretId: secret.id, network: "192.0.2.0/24", agent: "curl/8" },
    ...{ accepted: 0, expired: 0, suspended: 0, revoked: 0, ...more },
  });
  const total = async () => {
    const { by_day, callers } = await readPasscodeUsage(account.caller, { id, days: 365 });
    const sum = (list: { accepted: number }[]) => list.reduce((all, one) => all + one.accepted, 0);
    return { byDay: sum(by_day), byCaller: sum(callers) };
  };
  return { ...account, id, count, total };
}

test("calls are added up by day and caller, and mark the passcode as used", () =>
  rolledBack(async (tx) => {
    const { caller, id, count } = await aPasscode(tx);
    expect((await readPasscode(caller, { id })).last_used_at).toBeNull();
    await recordUsage([count({ accepted: 2 }), count({ accepted: 1, agent: "node" })], tx);
    await recordUsage([count({ accepted: 3, revoked: 4 }), count({ accepted: 1 })], tx);
    const { by_day, callers } = await readPasscodeUsage(caller, { id });
    expect(by_day).toHaveLength(30);
    expect(by_day.at(-1)).toMatchObject({ accepted: 7, refused: 4 });
    expect(callers.map(({ agent, accepted, revoked }) => [agent, accepted, revoked])).toEqual([
      ["curl/8", 6, 4],
      ["node", 1, 0],
    ]);
    expect((await readPasscode(caller, { id })).last_used_at).not.toBeNull();
  }));

test("a passcode is marked as used once a minute, and the next minute again: a busy one is no new row every 5 seconds", () =>
  rolledBack(async (tx) => {
    const { id, count } = await aPasscode(tx);
    const usedAgo = async (seconds: number) => {
      const lastUsedAt = new Date((await readClock(tx)).getTime() - seconds * 1000);
      await tx.passcode.update({ where: { id }, data: { lastUsedAt } });
      await recordUsage([count({ accepted: 1 })], tx);
      return (await tx.passcode.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime() !== lastUsedAt.getTime();
    };
    expect(await usedAgo(30), "its row is written again and again").toBe(false);
    expect(await usedAgo(90), "it looks unused although it is in use").toBe(true);
  }));

test("a refused call does not count as use", () =>
  rolledBack(async (tx) => {
    const { caller, id, count } = await aPasscode(tx);
    await recordUsage([count({ expired: 1 })], tx);
    expect((await readPasscode(caller, { id })).last_used_at).toBeNull();
  }));

test("counts of a secret that is gone meanwhile are dropped, the others kept", () =>
  rolledBack(async (tx) => {
    const { count, total } = await aPasscode(tx);
    await recordUsage([count({ secretId: randomUUID(), accepted: 9 }), count({ accepted: 1 })], tx);
    expect(await total()).toEqual({ byDay: 1, byCaller: 1 });
  }));

/** Records as one of several nodes; the database goes through rows in its plan's order, which changes with its settings. */
const recordAsNode = (counts: UsageCount[], isHashing: boolean) =>
  db().$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`SET LOCAL enable_hashjoin = ${isHashing}`);
    await recordUsage(counts, tx);
  });

test("two nodes that record the same passcodes in opposite order do not come in each other's way", async () => {
  const account = await guardedAccount();
  for (let n = 0; n < 20; n++) await account.createPasscode();
  const ofThese = { passcode: { account: { publicId: account.id } } };
  const secrets = await db().secret.findMany({ where: ofThese });
  const none = { network: "", accepted: 1, expired: 0, suspended: 0, revoked: 0 };
  // An agent a node, so that they meet at the passcodes' rows and nowhere else.
  const counts = (agent: string) => secrets.map(({ id }) => ({ ...none, secretId: id, agent }));
  const [here, there] = [counts("here"), counts("there").reverse()];
  const failures: string[] = [];
  for (const { passcodeId } of secrets) {
    // Both are held up at the same row, with what comes before it in their order in their hands.
    const nodes = await db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM passcode WHERE id = ${passcodeId}::uuid FOR UPDATE`;
      const ends = Promise.allSettled([recordAsNode(here, true), recordAsNode(there, false)]);
      await setTimeout(40);
      return { ends };
    });
    for (const end of await nodes.ends) if (end.status === "rejected") failures.push(String(end.reason));
  }
  expect(failures).toEqual([]);
  const { _sum } = await db().usage.aggregate({ _sum: { accepted: true }, where: { secret: ofThese } });
  expect(_sum.accepted).toBe(2 * secrets.length * secrets.length);
});

test("minutes become hours, hours become days, and no call is lost or counted twice", () =>
  rolledBack(async (tx) => {
    const { id, count, total } = await aPasscode(tx);
    for (const age of ["1 day", "8 days", "8 days 1 minute", "8 days 2 hours", "100 days", "100 days 5 hours"]) {
      await recordUsage([count({ accepted: 1 })], tx);
      await tx.$executeRaw`UPDATE usage SET at = at - ${age}::interval WHERE at > clock_timestamp() - interval '2 minutes'
        AND secret_id IN (SELECT s.id FROM secret s WHERE s.passcode_id = ${id}::uuid)`;
    }
    const before = await total();
    expect(before).toEqual({ byDay: 6, byCaller: 6 });
    await rollUpUsage(tx);
    await rollUpUsage(tx);
    expect(await total()).toEqual(before);
    const grains = await tx.usage.groupBy({ by: ["grain"], _count: true, where: { secret: { passcodeId: id } } });
    const found = Object.fromEntries(grains.map((one) => [one.grain, one._count]));
    expect(found.minute).toBe(1);
    expect(found.hour).toBeLessThanOrEqual(3);
    expect(found.day).toBeLessThanOrEqual(2);
  }));

test("after two years they go", () =>
  rolledBack(async (tx) => {
    const { count, id } = await aPasscode(tx);
    await recordUsage([count({ accepted: 1 })], tx);
    await tx.$executeRaw`
      UPDATE usage SET grain = 'day', at = clock_timestamp() - interval '731 days'
      WHERE secret_id IN (SELECT s.id FROM secret s WHERE s.passcode_id = ${id}::uuid)`;
    await rollUpUsage(tx);
    expect(await tx.usage.count({ where: { secret: { passcodeId: id } } })).toBe(0);
  }));

test("another account's usage is not there", () =>
  rolledBack(async (tx) => {
    const [mine, other] = [await aPasscode(tx), await aPasscode(tx)];
    expect((await refusalOf(readPasscodeUsage(mine.caller, { id: other.id }))).code).toBe("not_found");
  }));
