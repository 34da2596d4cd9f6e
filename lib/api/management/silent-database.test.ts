import { Client } from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { env } from "@/lib/env";

// This process reaches its database by a way that can be cut; what uses it is imported after.
const direct = new Client({ connectionString: process.env.DATABASE_URL });
await direct.connect();
const proxy = await databaseProxy(process.env.DATABASE_URL ?? "");
process.env.DATABASE_URL = proxy.url;
const { guardedAccount } = await import("@/lib/testing/guarded-account");
const { createPasscode } = await import("@/lib/core/passcode/create-passcode");
const { listPasscodes } = await import("@/lib/core/passcode/list-passcodes");
const { db } = await import("@/lib/db");
expect(env().DATABASE_URL).toBe(proxy.url);
const account = await guardedAccount();
afterAll(async () => {
  await direct.end();
  proxy.close();
});

const withinMs = 2000;
const list = () => listPasscodes(account.caller, { limit: 1, offset: 0 });

/** How it ended, and after how many milliseconds. */
async function outcome(work: Promise<unknown>) {
  const start = performance.now();
  const said = await work.then(
    () => "done",
    ({ code }) => code,
  );
  return { said, ms: performance.now() - start };
}

async function expectUnavailable(works: Promise<unknown>[], leftMs = withinMs) {
  for (const { said, ms } of await Promise.all(works.map(outcome))) {
    expect(said).toBe("unavailable");
    expect(ms).toBeLessThan(leftMs);
  }
}

/** Begins to delete a passcode whose row we have locked. @returns what came of it. */
async function deleteLocked() {
  const { id } = await account.createPasscode();
  await direct.query("BEGIN");
  await direct.query("SELECT FROM passcode WHERE id = $1 FOR UPDATE", [id]);
  const deleting = account.deletePasscode(id);
  deleting.catch(() => undefined);
  const waits = async () =>
    (await direct.query("SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")).rowCount;
  await expect.poll(waits).toBe(1);
  return { id, deleting };
}

beforeEach(async () => {
  await expect.poll(() => account.createPasscode().catch(() => null)).not.toBeNull();
});
afterEach(() => proxy.restore());

describe("a database that falls silent (V9)", () => {
  test("in the midst of a command: 503 within 2 s, for it and for those who wait behind it", async () => {
    const { id, deleting } = await deleteLocked();
    proxy.swallow();
    const behind = Array.from({ length: 20 }, () => account.createPasscode());
    await expectUnavailable([deleting, ...behind]);
    proxy.restore();
    await direct.query("ROLLBACK");
    const isThere = () =>
      account.deletePasscode(id).then(
        () => true,
        () => false,
      );
    await expect.poll(isThere, { timeout: 1000 }).toBe(true);
  });

  test("between a command and the next one: 503 within 2 s for commands and reads", async () => {
    await Promise.all(Array.from({ length: 5 }, list));
    proxy.swallow();
    await expectUnavailable(
      [account.createPasscode, list].flatMap((begin) => Array.from({ length: 20 }, () => begin())),
    );
    await expectUnavailable([account.createPasscode(), list()]);
  });

  test("for those who come while others wait for it: 503 within 2 s of their own", async () => {
    proxy.swallow();
    const first = outcome(account.createPasscode());
    const later: Promise<void>[] = [];
    // Timers tell when the next one comes, all through the time that the first one waits.
    const coming = setInterval(() => later.push(expectUnavailable([account.createPasscode(), list()])), 100);
    await first;
    clearInterval(coming);
    await Promise.all(later);
    expect(later.length).toBeGreaterThan(5);
  });
});

describe("a database that is there", () => {
  test("where all connections are in use, commands, those behind them and reads are told so within 2 s (V9)", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let holding = 0;
    const hold = async () => {
      holding++;
      await held;
    };
    const holders = Array.from({ length: 10 }, () => db().$transaction(hold, { maxWait: 20_000, timeout: 20_000 }));
    await expect.poll(() => holding).toBe(10);
    await expectUnavailable([...Array.from({ length: 5 }, () => account.createPasscode()), list()]);
    // Whom the door has known late is told within the same 2 s.
    const late = createPasscode({ ...account.caller, waitedMs: 1000 }, { name: "late", expires_in_days: null });
    await expectUnavailable([late], withinMs - 1000);
    release();
    await Promise.all(holders);
    await account.createPasscode();
  });

  test("a command that waits 3 s for another one's lock is done when it gets it", async () => {
    const { deleting } = await deleteLocked();
    await direct.query("SELECT pg_sleep(3)");
    await direct.query("COMMIT");
    expect((await outcome(deleting)).said).toBe("done");
  });
});
