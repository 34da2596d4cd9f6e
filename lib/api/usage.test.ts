import { Pool } from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import { readPasscodeUsage } from "@/lib/core/usage/read-passcode-usage";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { endPasscode, guardedAccount } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { bearer, pair } from "./testing/headers";

const superuser = new Pool({ connectionString: env().DATABASE_URL, max: 2 });
afterAll(() => superuser.end());
const account = await guardedAccount();

/** What was counted of a passcode: by agent, accepted, expired, suspended, revoked. */
async function countsOf(id: string) {
  const { callers } = await readPasscodeUsage(account.caller, { id });
  return Object.fromEntries(callers.map((one) => [one.agent, [one.accepted, one.expired, one.suspended, one.revoked]]));
}
const connect = (api: Awaited<ReturnType<typeof buildApi>>, accountId: string, passcode: string, agent = "test") =>
  api.inject({ url: "/v1/connect?partner=x", headers: { ...pair(accountId, passcode), "user-agent": agent } });

describe("the use of a passcode", () => {
  test("is counted on every path that takes it, and written when the server stops", async () => {
    const { id, passcode } = await account.createPasscode();
    const { key } = await account.createServiceKey("verify");
    const api = await buildApi();
    const headers = { ...pair(account.id, passcode), "user-agent": "curl/8" };
    for (const url of ["/v1/connect?partner=x", "/1/events.json", "/v1/auth", "/v1/self"])
      await api.inject({ url, headers });
    const payload = { account_id: account.id, passcode };
    const asking = { ...bearer(key), "user-agent": "the service that asks" };
    await api.inject({ method: "POST", url: "/v1/verify", headers: asking, payload });
    expect(await countsOf(id), "it is written on the way").toEqual({});
    await api.close();
    expect(await countsOf(id)).toEqual({ "curl/8": [4, 0, 0, 0], "the service that asks": [1, 0, 0, 0] });
    const { lastUsedAt } = await db().passcode.findUniqueOrThrow({ where: { id } });
    expect(lastUsedAt).not.toBeNull();
  });

  test("is counted when it is refused, for what is dead, and for nothing else", async () => {
    const { id, passcode } = await account.createPasscode();
    const other = await guardedAccount();
    const api = await buildApi();
    await connect(api, other.id, passcode, "with another account");
    await connect(api, account.id, `${passcode.slice(0, -1)}!`, "with a typing error");
    await updatePasscode(account.caller, { id, suspended: true, version: 1 });
    await connect(api, account.id, passcode);
    await endPasscode(id, -1);
    await connect(api, account.id, passcode);
    await account.deletePasscode(id);
    await connect(api, account.id, passcode);
    await api.close();
    const rows = await db().usage.findMany({ where: { secret: { passcodeId: id } } });
    expect(
      rows.map(({ agent, accepted, expired, suspended, revoked }) => ({
        agent,
        accepted,
        expired,
        suspended,
        revoked,
      })),
    ).toEqual([{ agent: "test", accepted: 0, expired: 1, suspended: 1, revoked: 1 }]);
    expect((await db().passcode.findUniqueOrThrow({ where: { id } })).lastUsedAt).toBeNull();
  });
});

test("while the usage table is locked every decision is the same, at once, and nothing is lost", async () => {
  const { id, passcode } = await account.createPasscode();
  const api = await buildApi();
  const client = await superuser.connect();
  await client.query("BEGIN");
  await client.query("LOCK TABLE usage IN ACCESS EXCLUSIVE MODE");
  try {
    const start = performance.now();
    for (let n = 0; n < 20; n++) expect((await connect(api, account.id, passcode)).statusCode).toBe(200);
    await updatePasscode(account.caller, { id, suspended: true, version: 1 });
    for (let n = 0; n < 20; n++) expect((await connect(api, account.id, passcode)).statusCode).toBe(401);
    expect(performance.now() - start).toBeLessThan(4000);
    // The write waits for the lock now; decisions do not.
    const closed = api.close();
    await expect.poll(waitsForLock, { timeout: 5000 }).toBe(true);
    await client.query("COMMIT");
    await closed;
  } finally {
    client.release(true);
  }
  expect(await countsOf(id)).toEqual({ test: [20, 0, 20, 0] });
});

test("a usage table that stays locked does not keep the server from stopping", async () => {
  const { passcode } = await account.createPasscode();
  const api = await buildApi();
  await connect(api, account.id, passcode);
  const client = await superuser.connect();
  try {
    await client.query("BEGIN");
    await client.query("LOCK TABLE usage IN ACCESS EXCLUSIVE MODE");
    const start = performance.now();
    await api.close();
    expect(performance.now() - start).toBeLessThan(10_000);
  } finally {
    client.release(true);
  }
});

async function waitsForLock(): Promise<boolean> {
  const { rowCount } = await superuser.query(
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO usage%'",
  );
  return (rowCount ?? 0) > 0;
}
