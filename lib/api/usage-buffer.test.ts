import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, describe, expect, test, vi } from "vitest";
import { readPasscodeUsage } from "@/lib/core/usage/read-passcode-usage";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { type Outcome, usageBuffer } from "./usage-buffer";

/** So that only the writers of this file are killed. */
const applicationName = vi.hoisted(() => {
  const name = `usage buffer ${process.pid}`;
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.searchParams.set("application_name", name);
  process.env.DATABASE_URL = url.href;
  return name;
});

const superuser = new Pool({ connectionString: env().DATABASE_URL, max: 2 });
afterAll(() => superuser.end());

/** Ends the connections that wait to write usage. @returns how many. */
async function killWriters(): Promise<number> {
  const { rowCount } = await superuser.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = $1 AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO usage%'`,
    [applicationName],
  );
  return rowCount ?? 0;
}

const account = await guardedAccount();
const buffers: ReturnType<typeof usageBuffer>[] = [];
afterAll(() => Promise.all(buffers.map((buffer) => buffer.close())));

function aBuffer(...bounds: Parameters<typeof usageBuffer>) {
  const buffer = usageBuffer(...bounds);
  buffers.push(buffer);
  return buffer;
}

async function aSecret() {
  const { id } = await account.createPasscode();
  const secret = await db().secret.findFirstOrThrow({ where: { passcodeId: id } });
  const callers = async () => {
    const found = (await readPasscodeUsage(account.caller, { id })).callers;
    return found.map(({ last_at: _at, ...counts }) => counts).sort((a, b) => (a.agent < b.agent ? -1 : 1));
  };
  return { id, secretId: secret.id, callers };
}

const none = { accepted: 0, expired: 0, suspended: 0, revoked: 0 };
const curl = { address: "192.0.2.7", agent: "curl/8" };

describe("the usage buffer", () => {
  test("adds up by secret, network, agent and outcome, and writes each use once", async () => {
    const buffer = aBuffer();
    const [one, other] = [await aSecret(), await aSecret()];
    const outcomes: Outcome[] = ["accepted", "accepted", "expired", "suspended", "revoked"];
    for (const outcome of outcomes) buffer.count(one.secretId, outcome, curl);
    buffer.count(one.secretId, "accepted", { ...curl, address: "192.0.2.200" });
    buffer.count(one.secretId, "accepted", { address: "2001:db8:1:2::5", agent: null });
    buffer.count(other.secretId, "accepted", { address: null, agent: "x".repeat(81) });
    await buffer.flush();
    await buffer.flush();
    buffer.count(one.secretId, "accepted", curl);
    await buffer.flush();
    expect(await one.callers()).toEqual([
      { ...none, network: "2001:db8:1::/48", agent: "", accepted: 1 },
      { network: "192.0.2.0/24", agent: "curl/8", accepted: 4, expired: 1, suspended: 1, revoked: 1 },
    ]);
    expect(await other.callers()).toEqual([{ ...none, network: "", agent: "x".repeat(80), accepted: 1 }]);
  });

  test("folds the callers that are too many into one, and loses none of their uses", async () => {
    const buffer = aBuffer({ callersMax: 100, callersPerSecretMax: 3, secretsMax: 100 });
    const { secretId, callers } = await aSecret();
    for (let n = 0; n < 10; n++) buffer.count(secretId, "accepted", { address: null, agent: `agent ${n}` });
    buffer.count(secretId, "accepted", { address: null, agent: "agent 1" });
    await buffer.flush();
    expect((await callers()).map(({ agent, accepted }) => [agent, accepted])).toEqual([
      ["agent 0", 1],
      ["agent 1", 2],
      ["agent 2", 1],
      ["other", 7],
    ]);
  });

  test("keeps a place for each secret when all of them have too many callers, up to the bound of secrets", async () => {
    const buffer = aBuffer({ callersMax: 1, callersPerSecretMax: 3, secretsMax: 2 });
    const secrets = [await aSecret(), await aSecret(), await aSecret()];
    for (const { secretId } of secrets) {
      for (const agent of ["a", "b"]) buffer.count(secretId, "accepted", { address: null, agent });
    }
    await buffer.flush();
    const [first, second, third] = await Promise.all(secrets.map((secret) => secret.callers()));
    expect(first?.map(({ agent, accepted }) => [agent, accepted])).toEqual([
      ["a", 1],
      ["other", 1],
    ]);
    expect(second?.map(({ agent, accepted }) => [agent, accepted])).toEqual([["other", 2]]);
    expect(third).toEqual([]);
    buffer.count(secrets[2]?.secretId ?? "", "accepted", curl);
    await buffer.flush();
    expect(await secrets[2]?.callers(), "the next write has room again").toHaveLength(1);
  });

  test("keeps what could not be written for the next time, bounded as ever", async () => {
    const buffer = aBuffer({ callersMax: 1, callersPerSecretMax: 1, secretsMax: 1 });
    const { secretId, callers } = await aSecret();
    const client = await superuser.connect();
    await client.query("BEGIN");
    await client.query("LOCK TABLE usage IN ACCESS EXCLUSIVE MODE");
    buffer.count(secretId, "accepted", curl);
    const failing = buffer.flush();
    await expect.poll(killWriters, { timeout: 5000 }).toBe(1);
    await failing;
    buffer.count(secretId, "accepted", curl);
    buffer.count(secretId, "accepted", { ...curl, agent: "one too many" });
    await client.query("COMMIT");
    client.release();
    await buffer.flush();
    expect((await callers()).map(({ agent, accepted }) => [agent, accepted])).toEqual([
      ["curl/8", 2],
      ["other", 1],
    ]);
  });

  test("writes what is left when it is closed", async () => {
    const buffer = usageBuffer();
    const { secretId, callers } = await aSecret();
    buffer.count(secretId, "accepted", curl);
    await buffer.close();
    expect(await callers()).toHaveLength(1);
  });

  test("drops the uses of a secret that is gone, and keeps the others", async () => {
    const buffer = aBuffer();
    const { secretId, callers } = await aSecret();
    buffer.count(randomUUID(), "accepted", curl);
    buffer.count(secretId, "accepted", curl);
    await buffer.flush();
    expect(await callers()).toHaveLength(1);
  });
});
