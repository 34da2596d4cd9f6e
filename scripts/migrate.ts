import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Client } from "pg";
import { StartError } from "./start-error";

type Migration = { name: string; sql: string; checksum: string };

/** One for all nodes, and of the transaction kind, which a pooler in between passes on. */
const migrationLock = 0x77776d67;

// Prisma's own table, so that its tools agree with us on what is applied.
const table = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * Brings the database up to this checkout: each migration that is missing in a transaction of its own, under a lock, so
 * that of several nodes that start at once one does the work.
 * @param directory holds `<name>/migration.sql`, applied in the order of their names
 * @returns the names of those that were applied now
 * @throws StartError where the database is ahead of the checkout, an applied migration was changed, or SQL failed
 */
export async function migrate(client: Client, directory: string): Promise<string[]> {
  const migrations = readMigrations(directory);
  const applied: string[] = [];
  for (let name = await applyNext(client, migrations); name; name = await applyNext(client, migrations)) {
    applied.push(name);
  }
  return applied;
}

function readMigrations(directory: string): Migration[] {
  return readdirSync(directory)
    .filter((name) => existsSync(path.join(directory, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function applyNext(client: Client, migrations: Migration[]): Promise<string | null> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [migrationLock]);
    await client.query(table);
    const next = findNext(migrations, await readApplied(client));
    if (next) await apply(client, next);
    await client.query("commit");
    return next?.name ?? null;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

async function readApplied(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query(
    "select migration_name, checksum from _prisma_migrations where rolled_back_at is null and finished_at is not null",
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function findNext(migrations: Migration[], applied: Map<string, string>): Migration | undefined {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    if (!known.has(name)) {
      throw new StartError(`The database is newer than this version of Watchword: it has the migration ${name}.`);
    }
    if (known.get(name) !== checksum) {
      throw new StartError(`The migration ${name} was changed after it was applied to this database.`);
    }
  }
  return migrations.find(({ name }) => !applied.has(name));
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  try {
    await client.query(sql);
  } catch (error) {
    throw new StartError(`The migration ${name} failed, nothing of it was kept: ${(error as Error).message}`);
  }
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [id, checksum, name],
  );
}
