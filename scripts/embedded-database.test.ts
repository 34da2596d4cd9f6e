import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEmbeddedDatabase } from "./embedded-database";
import { projectRoot } from "./project-root.mjs";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";

let directory: string;
beforeEach(() => {
  directory = makeTemporaryDirectory();
});
afterEach(() => removeTemporaryDirectory(directory));

const open = () => openEmbeddedDatabase(directory, { durable: false });
const pidFile = () => path.join(directory, "postgres", "cluster", "postmaster.pid");

/** Another process that uses the same database. */
async function holder(): Promise<{ child: ChildProcess; url: string }> {
  const program = path.join(projectRoot, "scripts", "testing", "hold-database.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, directory], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { child, url: String(line).trim() };
}

async function end({ child }: { child: ChildProcess }, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, "exit");
}

async function ask(url: string, sql: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  await client.end();
  return rows.map((row) => String(row[0]));
}

test("is a UTF-8 database in UTC on the loopback alone, with a password that only its owner can read", async () => {
  const database = await open();
  const settings = ["server_encoding", "TimeZone", "listen_addresses", "unix_socket_directories", "synchronous_commit"];
  const sql = `select current_setting(name) from unnest('{${settings.join(",")}}'::text[]) with ordinality as s(name, n) order by n`;
  expect(await ask(database.url, sql)).toEqual(["UTF8", "UTC", "127.0.0.1", "", "on"]);
  expect(await ask(database.url, "select lower('ÄÖ') || upper('é')")).toEqual(["äöÉ"]);
  const withoutPassword = new URL(database.url);
  withoutPassword.password = "wrong";
  await expect(ask(String(withoutPassword), "select 1")).rejects.toThrow(/password authentication failed/);
  expect(statSync(path.join(directory, "database-password")).mode & 0o777).toBe(0o600);
  expect(statSync(realpathSync(path.join(directory, "postgres"))).mode & 0o777).toBe(0o700);
  await database.close();
});

test("the data are there after a stop, which the last one out makes", async () => {
  const first = await open();
  await ask(first.url, "create table kept as select 42 as answer");
  await first.close();
  expect(existsSync(pidFile()), "it runs on though nobody uses it").toBe(false);
  const second = await open();
  expect(await ask(second.url, "select answer from kept")).toEqual(["42"]);
  await second.close();
});

test("whoever leaves first leaves it running for the other", async () => {
  const here = await open();
  const there = await holder();
  expect(there.url, "a second database was started beside the first").toBe(here.url);
  await here.close();
  expect(await ask(there.url, "select 1")).toEqual(["1"]);
  await end(there, "SIGTERM");
  expect(existsSync(pidFile())).toBe(false);
});

test("it outlives a killed owner and is taken over as it is", async () => {
  const killed = await holder();
  const pid = readFileSync(pidFile(), "utf8").split("\n")[0];
  await end(killed, "SIGKILL");
  const next = await open();
  expect(next.url).toBe(killed.url);
  expect(readFileSync(pidFile(), "utf8").split("\n")[0]).toBe(pid);
  await next.close();
  expect(existsSync(pidFile()), "the dead owner still counts").toBe(false);
});

test("two that start at once share one", async () => {
  const both = await Promise.all([holder(), holder()]);
  expect(both[0].url).toBe(both[1].url);
  await Promise.all(both.map((one) => end(one, "SIGTERM")));
  expect(existsSync(pidFile())).toBe(false);
});

test("a database killed under its owner is started again where its connections look for it", async () => {
  const database = await open();
  const pid = Number(readFileSync(pidFile(), "utf8").split("\n")[0]);
  process.kill(pid, "SIGKILL");
  const answers = async () => ask(database.url, "select 1").catch(() => []);
  await expect.poll(answers, { timeout: 20_000 }).toEqual(["1"]);
  expect(Number(readFileSync(pidFile(), "utf8").split("\n")[0])).not.toBe(pid);
  await database.close();
});

test("what an interrupted first start left is cleared, and a stale process id is not believed", async () => {
  const first = await open();
  await first.close();
  const home = realpathSync(path.join(directory, "postgres"));
  // The id of a living process that is no PostgreSQL: this one.
  writeFileSync(pidFile(), `${process.pid}\n${home}/cluster\n0\n5432\n\n127.0.0.1\n\nready   \n`);
  const second = await open();
  expect(await ask(second.url, "select 1")).toEqual(["1"]);
  await second.close();

  rmSync(path.join(home, "cluster"), { recursive: true });
  writeFileSync(path.join(home, "unfinished.1"), "half a cluster");
  const third = await open();
  expect(readdirSync(home)).toEqual(["cluster"]);
  await third.close();
});

test("says in one line that its folder or its password is gone", async () => {
  const database = await open();
  await database.close();
  rmSync(path.join(directory, "database-password"));
  await expect(open()).rejects.toThrow(/^\S.*database-password, the password of the embedded database, is missing\.$/);
  removeTemporaryDirectory(path.join(directory, "postgres"));
  symlinkSync(path.join(directory, "elsewhere"), path.join(directory, "postgres"));
  await expect(open()).rejects.toThrow(/leads to a folder that is gone\.$/);
});
