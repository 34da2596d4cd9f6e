import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { connect } from "./connect";
import { projectRoot } from "./project-root.mjs";

const migrations = path.join(projectRoot, "prisma", "migrations");
const sqlOf = (name: string) => readFileSync(path.join(migrations, name, "migration.sql"), "utf8");

test("an installation from before the reminders is reminded of what is to come, and not of what has long ended", async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const shared = await connect(url.href);
  url.pathname = `/before_${randomUUID().replaceAll("-", "")}`;
  await shared.query(`CREATE DATABASE ${url.pathname.slice(1)}`);
  await shared.end();
  const client = await connect(url.href);
  const names = readdirSync(migrations)
    .filter((name) => /^\d/.test(name))
    .sort();
  const notices = names.findIndex((name) => name.endsWith("_notices"));
  for (const name of names.slice(0, notices)) await client.query(sqlOf(name));
  const account = await client.query(
    "INSERT INTO account (public_id, name, realm, created_at) VALUES ('W7K-4RT-9X2P', 'Acme', 'acme', now()) RETURNING id",
  );
  const passcodes = await client.query(
    `INSERT INTO passcode (account_id, name, name_key, expires_at, created_at, created_by, holds_place)
     SELECT $1, name, name, ends, now() - interval '40 days', 'Ada', false
     FROM (VALUES ('ends', now() + interval '20 days'), ('ended', now() - interval '20 days'), ('forever', NULL)) AS made(name, ends)
     RETURNING id`,
    [account.rows[0].id],
  );
  await client.query(
    `INSERT INTO secret (passcode_id, digest, pepper_id, hint, created_at, retires_at)
     VALUES ($1, $2, 'p', 'h', now() - interval '40 days', now() + interval '2 days')`,
    [passcodes.rows[0].id, Buffer.alloc(32)],
  );
  await client.query(sqlOf(names[notices] ?? ""));
  const { rows } = await client.query(
    `SELECT name, remind_at IS NOT NULL AS "isDue", expires_set_at = created_at AS "isOld" FROM passcode ORDER BY name`,
  );
  expect(rows).toEqual([
    { name: "ended", isDue: false, isOld: null },
    { name: "ends", isDue: true, isOld: true },
    { name: "forever", isDue: false, isOld: null },
  ]);
  const secrets = await client.query(`SELECT remind_at IS NOT NULL AS "isDue" FROM secret`);
  expect(secrets.rows).toEqual([{ isDue: true }]);
  await client.end();
});
