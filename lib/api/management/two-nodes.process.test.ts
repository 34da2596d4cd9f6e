import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, pair } from "@/lib/api/testing/headers";
import { swallowingProxy } from "@/lib/api/testing/swallowing-proxy";
import { openEmbeddedDatabase } from "@/scripts/embedded-database";
import { ensureBuilt } from "@/scripts/ensure-built.mjs";
import { runProgram, runServer, type ServerProcess } from "@/scripts/testing/run-server";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "@/scripts/testing/temporary-directory";

// Real servers, as `npm start` runs them, on one database.
let directory: string;
let database: Awaited<ReturnType<typeof openEmbeddedDatabase>>;
let pool: Pool;
const running = new Set<ServerProcess>();

beforeAll(async () => {
  await ensureBuilt(() => undefined);
  directory = makeTemporaryDirectory();
  database = await openEmbeddedDatabase(directory, { durable: false });
  pool = new Pool({ connectionString: database.url, max: 1 });
  await Promise.all([startNode(), startNode()]);
}, 300_000);
afterAll(async () => {
  for (const node of running) await node.stop();
  await pool.end();
  await database.close();
  removeTemporaryDirectory(directory);
});

async function startNode(): Promise<ServerProcess> {
  const node = await runServer({ DATA_DIR: directory });
  running.add(node);
  return node;
}

/** Two nodes that run. */
async function twoNodes(): Promise<[ServerProcess, ServerProcess]> {
  while (running.size < 2) await startNode();
  return [...running] as [ServerProcess, ServerProcess];
}

async function kill(node: ServerProcess): Promise<void> {
  running.delete(node);
  await node.stop("SIGKILL");
}

/** An account and a key for all of it, by the operator's command. */
async function anAccount() {
  const run = async (args: string[], input?: string) => {
    const ended = await runProgram("watchword", [...args, "--json"], { DATA_DIR: directory }, { input });
    expect(ended.stderr).toBe("");
    return JSON.parse(ended.stdout);
  };
  const owner = ["--email", `${randomUUID()}@acme.test`, "--password-stdin"];
  const made = await run(["account", "create", "--name", "Acme", ...owner], "a lantern on the north wall\n");
  const { key } = await run(["service-key", "create", "--account", made.account_id, "--scopes", "all"]);
  return { id: made.account_id as string, key: key as string };
}
type Account = Awaited<ReturnType<typeof anAccount>>;

async function call(base: string, account: Account, pathname: string, body?: object, headers = {}) {
  const response = await fetch(`${base}/v1/accounts/${account.id}${pathname}`, {
    method: body ? "POST" : "GET",
    headers: { ...bearer(account.key), "content-type": "application/json", ...headers },
    body: body ? JSON.stringify(body) : undefined,
  });
  return {
    status: response.status,
    body: await response.json(),
    replayed: response.headers.get("idempotent-replayed"),
  };
}

async function isAccepted(base: string, account: Account, passcode: string): Promise<boolean> {
  return (await fetch(`${base}/v1/connect?partner=x`, { headers: pair(account.id, passcode) })).status === 200;
}

test("500 creates at once at 95 over two nodes: exactly 5 succeed, the rest are told of the limit (C1)", async () => {
  const nodes = await twoNodes();
  const account = await anAccount();
  const create = (n: number) =>
    call(nodes[n % 2]?.url ?? "", account, "/passcodes", { name: `P ${n}`, expires_in_days: 1 });
  for (let n = 0; n < 95; n++) expect((await create(n)).status).toBe(201);
  const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => create(1000 + n)));
  const outcomes: Record<string, number> = {};
  for (const { status, body } of answers) {
    const outcome = `${status} ${body.code ?? ""}`.trim();
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  expect(outcomes).toEqual({
    "201": 5,
    "409 passcode_limit_reached": 495,
  });
  const { rows } = await pool.query(
    `SELECT live_passcodes AS counter, count(p.id)::int AS passcodes FROM account a JOIN passcode p ON p.account_id = a.id
     WHERE a.public_id = $1 GROUP BY a.id`,
    [account.id],
  );
  expect(rows).toEqual([{ counter: 100, passcodes: 100 }]);
}, 60_000);

test("100 rotations at once over two nodes: one current secret, and every one ever shown but the last is refused (C4)", async () => {
  const nodes = await twoNodes();
  const account = await anAccount();
  const { body: made } = await call(nodes[0].url, account, "/passcodes", { name: "Acme", expires_in_days: null });
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      call(nodes[n % 2]?.url ?? "", account, `/passcodes/${made.id}/rotate`, { overlap_seconds: 0 }),
    ),
  );
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  const shown = answers.map(({ body }) => body).sort((a, b) => a.version - b.version);
  const last = shown.pop().passcode;
  for (const { url } of nodes) {
    expect(await isAccepted(url, account, last)).toBe(true);
    const dead = [made.passcode, ...shown.map((one) => one.passcode)];
    const accepted = await Promise.all(dead.map((passcode) => isAccepted(url, account, passcode)));
    expect(accepted.filter(Boolean)).toEqual([]);
  }
  const { rows } = await pool.query(
    "SELECT count(*)::int AS n FROM secret WHERE passcode_id = $1 AND ended_at IS NULL",
    [made.id],
  );
  expect(rows[0].n, "more than one secret lives").toBe(1);
}, 60_000);

test("one key 50 times at once over two nodes makes one passcode: every answer is the first one or says to wait (C3)", async () => {
  const nodes = await twoNodes();
  const account = await anAccount();
  const body = { name: "Acme", expires_in_days: 1 };
  const key = { "idempotency-key": "once" };
  const send = (n: number) => call(nodes[n % 2]?.url ?? "", account, "/passcodes", body, key);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => send(n)));
  const good = answers.filter(({ status }) => status === 201);
  const others = answers.filter(({ status }) => status !== 201).map(({ status, body }) => `${status} ${body.code}`);
  expect(new Set(good.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(good.filter(({ replayed }) => replayed === null)).toHaveLength(1);
  expect(others.filter((answer) => answer !== "409 idempotency_in_flight")).toEqual([]);
  expect((await send(1)).body).toEqual(good[0]?.body);
  expect((await call(nodes[0].url, account, "/passcodes")).body.data).toHaveLength(1);
}, 60_000);

describe("kill -9 of a server (C3)", () => {
  const keyed = (key: string) => ({ "idempotency-key": key });
  const listed = async (base: string, account: Account) =>
    (await call(base, account, "/passcodes?limit=100")).body.data as { name: string }[];

  test("between commit and answer: the same key on another node gives the same passcode, of a create and a rotate", async () => {
    const [doomed, other] = await twoNodes();
    const account = await anAccount();
    const { body: old } = await call(other.url, account, "/passcodes", { name: "Old", expires_in_days: 1 });
    const proxy = await swallowingProxy(doomed.port);
    const creating = call(proxy.url, account, "/passcodes", { name: "New", expires_in_days: 1 }, keyed("c")).catch(
      () => null,
    );
    await proxy.answered;
    const proxy2 = await swallowingProxy(doomed.port);
    const rotating = call(proxy2.url, account, `/passcodes/${old.id}/rotate`, {}, keyed("r")).catch(() => null);
    await proxy2.answered;
    await kill(doomed);
    expect([await creating, await rotating], "an answer came through").toEqual([null, null]);
    proxy.close();
    proxy2.close();
    const created = await call(other.url, account, "/passcodes", { name: "New", expires_in_days: 1 }, keyed("c"));
    const rotated = await call(other.url, account, `/passcodes/${old.id}/rotate`, {}, keyed("r"));
    expect([created.status, created.replayed, rotated.status, rotated.replayed]).toEqual([201, "true", 200, "true"]);
    for (const { body } of [created, rotated]) expect(await isAccepted(other.url, account, body.passcode)).toBe(true);
    expect(rotated.body.version).toBe(2);
    expect((await listed(other.url, account)).map(({ name }) => name).sort()).toEqual(["New", "Old"]);
  }, 60_000);

  test("amid 60 creates: the repeats on another node make each of them once, and what is shown is good", async () => {
    const [doomed, other] = await twoNodes();
    const account = await anAccount();
    const create = (base: string, n: number) =>
      call(base, account, "/passcodes", { name: `P ${n}`, expires_in_days: 1 }, keyed(`k${n}`));
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    let answers = 0;
    let tellSome: () => void = () => undefined;
    const some = new Promise<void>((resolve) => (tellSome = resolve));
    const first = numbers.map((n) =>
      create(doomed.url, n).then(
        (answer) => {
          if (++answers === 10) tellSome();
          return answer;
        },
        () => null,
      ),
    );
    await some;
    await kill(doomed);
    const before = await Promise.all(first);
    expect(before.filter((answer) => answer === null).length, "it was killed too late").toBeGreaterThan(0);
    const after = await Promise.all(numbers.map((n) => create(other.url, n)));
    expect(after.filter(({ status }) => status !== 201)).toEqual([]);
    for (const n of numbers) if (before[n]) expect(after[n]?.body).toEqual(before[n]?.body);
    expect((await listed(other.url, account)).length).toBe(60);
    const good = await Promise.all(after.map(({ body }) => isAccepted(other.url, account, body.passcode)));
    expect(good.every(Boolean)).toBe(true);
  }, 60_000);
});

test("a server runs the jobs, and ends with 0 while it does", async () => {
  const [node] = await twoNodes();
  const key = Buffer.alloc(32, 7);
  await pool.query(
    `INSERT INTO idempotency (key, request_digest, output, sealed_output, created_at)
     VALUES ($1, $1, '{}', $1, clock_timestamp() - interval '16 minutes')`,
    [key],
  );
  running.delete(node);
  expect(await node.stop()).toBe(0);
  await startNode();
  const isSealed = async () =>
    (await pool.query("SELECT sealed_output FROM idempotency WHERE key = $1", [key])).rows[0].sealed_output !== null;
  await expect.poll(isSealed, { timeout: 10_000 }).toBe(false);
}, 60_000);
