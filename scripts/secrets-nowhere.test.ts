import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmbeddedDatabase } from "./embedded-database";
import { ensureBuilt } from "./ensure-built.mjs";
import { runProgram, runServer, type ServerProcess } from "./testing/run-server";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";

const password = "a lantern on the north wall";
let directory: string;
let server: ServerProcess;
let environment: { DATA_DIR: string; LOG_LEVEL: string };

beforeAll(async () => {
  await ensureBuilt(() => undefined);
  directory = makeTemporaryDirectory();
  environment = { DATA_DIR: path.join(directory, "data"), LOG_LEVEL: "debug" };
}, 300_000);
afterAll(async () => {
  await server?.stop();
  removeTemporaryDirectory(environment.DATA_DIR);
  removeTemporaryDirectory(directory);
});

/** The random part of a token in every form in which it could have been written down. */
function formsOf(secret: string): string[] {
  const body = secret.startsWith("ww") ? secret.slice(5, 37) : secret;
  const bytes = Buffer.from(body);
  // base64 of a text depends on where in it the secret stands.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [body, bytes.toString("hex"), encodeURIComponent(body), [...body].reverse().join(""), ...base64];
}

async function dumpOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    const lines: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`SELECT t::text AS line FROM "${name}" t`);
      lines.push(...rows.map(({ line }) => line));
    }
    // A bytea is written in hex; what a text would be in it is looked for as well.
    const text = lines.join("\n");
    const binary = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) =>
      Buffer.from(hex ?? "", "hex").toString("latin1"),
    );
    return `${text}\n${binary.join("\n")}`;
  } finally {
    await client.end();
  }
}

/** Uses every path that carries a secret, rightly and wrongly, and answers all secrets that were issued or sent. */
async function useEverything(account: string, key: string): Promise<string[]> {
  const secrets = [key, password];
  const call = async (method: string, pathname: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url + pathname, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return (await response.json().catch(() => ({}))) as { id: string; passcode: string; key: string };
  };
  const base = `/v1/accounts/${account}`;
  for (let n = 1; n <= 5; n++) {
    const headers = { "Idempotency-Key": `create-${n}` };
    const made = await call("POST", `${base}/passcodes`, { name: `Partner ${n}`, expires_in_days: n }, headers);
    const rotated = await call("POST", `${base}/passcodes/${made.id}/rotate`, {}, { "Idempotency-Key": `rotate-${n}` });
    const pair = { Authorization: "", "X-Account-Id": account, "X-Passcode": rotated.passcode };
    await call("GET", `/v1/connect?partner=x&passcode=${made.passcode}`, undefined, pair);
    await call("GET", `/v1/auth/${made.passcode}`, undefined, { ...pair, "X-Passcode": `${made.passcode}x` });
    await call("POST", "/v1/verify", { account_id: account, passcode: made.passcode, [made.passcode]: 1 });
    await call("POST", `${base}/passcodes`, { name: 7, expires_in_days: made.passcode });
    await call("GET", `${base}/passcodes/${made.passcode}`);
    secrets.push(made.passcode, rotated.passcode);
  }
  secrets.push((await call("POST", `${base}/service-keys`, { name: "second", scopes: ["verify"] })).key);
  return secrets;
}

test("no secret that was issued stands in the database or in a log at the level debug, in any encoding (S2, S3, O3)", async () => {
  const account = JSON.parse(
    (
      await runProgram(
        "watchword",
        "account create --name Acme --email a@acme.test --password-stdin --json".split(" "),
        environment,
        { input: password },
      )
    ).stdout,
  ).account_id as string;
  const made = await runProgram(
    "watchword",
    `service-key create --account ${account} --scopes all --json`.split(" "),
    environment,
  );
  server = await runServer(environment);
  const secrets = await useEverything(account, JSON.parse(made.stdout).key);
  expect(secrets.every((secret) => typeof secret === "string" && secret.length > 20)).toBe(true);
  const database = await openEmbeddedDatabase(environment.DATA_DIR);
  const dump = await dumpOf(database.url);
  await database.close();
  await server.stop();
  const keys = parseEnv(readFileSync(path.join(environment.DATA_DIR, "keys"), "utf8"));
  const pepper = keys.PEPPER_KEYS?.split(":")[1] ?? "";
  expect(dump.length, "the dump is empty: this test sees nothing").toBeGreaterThan(5000);
  expect(server.output().length, "the log is empty: this test sees nothing").toBeGreaterThan(2000);
  const places = {
    database: dump,
    log: server.output(),
    "database log": readFileSync(path.join(environment.DATA_DIR, "database.log"), "utf8"),
  };
  for (const [place, text] of Object.entries(places)) {
    for (const secret of [...secrets, pepper]) {
      for (const form of formsOf(secret))
        expect(text.includes(form), `${secret} can be read in the ${place}`).toBe(false);
    }
  }
}, 120_000);
