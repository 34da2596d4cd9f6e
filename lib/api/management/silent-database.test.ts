import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { env } from "@/lib/env";

// This process reaches its database by a way that can be cut; what uses it is imported after.
const direct = new Client({ connectionString: process.env.DATABASE_URL });
await direct.connect();
const proxy = await databaseProxy(process.env.DATABASE_URL ?? "");
process.env.DATABASE_URL = proxy.url;
const { guardedAccount } = await import("@/lib/testing/guarded-account");
afterAll(async () => {
  await direct.end();
  proxy.close();
});

/** Longer than a silent connection is given, and shorter than it takes until something else ends it. */
const answerWithinMs = 13_000;

test("a command whose database falls silent in its midst is told so in seconds, and works as soon as it is back (V9)", async () => {
  expect(env().DATABASE_URL).toBe(proxy.url);
  const account = await guardedAccount();
  const { id } = await account.createPasscode();
  await direct.query("BEGIN");
  await direct.query("SELECT FROM passcode WHERE id = $1 FOR UPDATE", [id]);
  const deleting = account.deletePasscode(id).then(
    () => "done",
    ({ code }) => code,
  );
  const waits = async () =>
    (await direct.query("SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")).rowCount;
  await expect.poll(waits).toBe(1);
  proxy.swallow();
  const over = new Promise((resolve) => setTimeout(() => resolve("nothing"), answerWithinMs));
  expect(await Promise.race([deleting, over])).toBe("unavailable");
  proxy.restore();
  await direct.query("ROLLBACK");
  await account.deletePasscode(id);
}, 60_000);
