import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkPeppers } from "./check-peppers";
import { connect } from "./connect";
import { migrate } from "./migrate";
import { projectRoot } from "./project-root.mjs";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";

const migrations = path.join(projectRoot, "prisma", "migrations");
const server = process.env.DATABASE_URL ?? "";
let directory: string;
let url: string;
let client: Client;

beforeEach(async () => {
  directory = makeTemporaryDirectory();
  const name = `migrate_${randomUUID().replaceAll("-", "")}`;
  const administrator = await connect(server);
  await administrator.query(`create database ${name}`);
  await administrator.end();
  url = String(Object.assign(new URL(server), { pathname: name }));
  client = await connect(url);
});
afterEach(async () => {
  await client.end();
  const administrator = await connect(server);
  await administrator.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
  await administrator.end();
  removeTemporaryDirectory(directory);
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true });
  writeFileSync(path.join(directory, name, "migration.sql"), sql);
}

test("this checkout's are applied once, and recorded as Prisma does", async () => {
  const names = await migrate(client, migrations);
  expect(names.length).toBeGreaterThan(0);
  expect(await migrate(client, migrations)).toEqual([]);
  const { rows } = await client.query("select * from _prisma_migrations order by migration_name");
  expect(rows.map((row) => row.migration_name)).toEqual(names);
  for (const row of rows) {
    expect(row).toMatchObject({
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      rolled_back_at: null,
      applied_steps_count: 1,
    });
    expect(row.finished_at).toBeInstanceOf(Date);
  }
});

test("two nodes at once: each is applied by one of them", async () => {
  const other = await connect(url);
  const done = await Promise.all([migrate(client, migrations), migrate(other, migrations)]);
  await other.end();
  const { rows } = await client.query("select migration_name from _prisma_migrations");
  expect(done.flat().sort()).toEqual(rows.map((row) => row.migration_name).sort());
});

test("in the order of their names", async () => {
  write("0002_second", "insert into first values (2)");
  write("0001_first", "create table first (n int)");
  expect(await migrate(client, directory)).toEqual(["0001_first", "0002_second"]);
});

test("one that fails leaves nothing of itself, keeps those before, and can be mended", async () => {
  write("0001_good", "create table good (n int)");
  write("0002_bad", "create table half (n int); insert into nowhere values (1)");
  await expect(migrate(client, directory)).rejects.toThrow(
    /^The migration 0002_bad failed, nothing of it was kept: .*nowhere/,
  );
  const { rows } = await client.query("select to_regclass('good') as good, to_regclass('half') as half");
  expect(rows).toEqual([{ good: "good", half: null }]);
  write("0002_bad", "create table half (n int)");
  expect(await migrate(client, directory)).toEqual(["0002_bad"]);
});

test("a database that is ahead, or whose history was changed, is refused in one line", async () => {
  write("0001_first", "create table first (n int)");
  write("0002_newer", "create table newer (n int)");
  await migrate(client, directory);
  const older = makeTemporaryDirectory();
  await expect(migrate(client, older)).rejects.toThrow(
    /^The database is newer than this version of Watchword: .* 0001_first\.$/,
  );
  removeTemporaryDirectory(older);
  write("0001_first", "create table first (n bigint)");
  await expect(migrate(client, directory)).rejects.toThrow(
    /^The migration 0001_first was changed after it was applied/,
  );
});

test("secrets under a pepper that is not loaded are reported before anyone is refused by them", async () => {
  await migrate(client, migrations);
  await client.query(
    `with a as (insert into account (public_id, name, realm, created_at) values ('AAA-AAA-AAAA', 'A', 'a', now()) returning id)
     insert into service_key (account_id, name, digest, pepper_id, hint, scopes, created_at, created_by)
     select id, 'k', sha256('d'), 'lost', 'h', '{}', now(), 'c' from a`,
  );
  const known = { id: "lost", key: Buffer.alloc(32) };
  await expect(checkPeppers(client, [known])).resolves.toBeUndefined();
  await expect(checkPeppers(client, [{ ...known, id: "other" }])).rejects.toThrow(
    /^The keys do not belong to this database: 1 secrets in it need the pepper lost\.$/,
  );
  await client.query("update service_key set revoked_at = now()");
  await expect(checkPeppers(client, [{ ...known, id: "other" }])).resolves.toBeUndefined();
});
