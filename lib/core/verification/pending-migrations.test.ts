import { readdirSync } from "node:fs";
import { Pool } from "pg";
import { afterAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { pendingMigrations } from "./pending-migrations";

const pool = new Pool({ connectionString: env().DATABASE_URL, max: 1 });
afterAll(() => pool.end());
const run = async (sql: string) => (await pool.query<{ name: string }>(sql)).rows;

test("none is pending in a migrated database", async () => {
  expect(await pendingMigrations(run)).toEqual([]);
});

test("all are pending where Prisma's table is not there", async () => {
  const brought = readdirSync("prisma/migrations", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(brought.length).toBeGreaterThan(0);
  const elsewhere = (sql: string) => run(sql.replace("_prisma_migrations", "pg_temp._prisma_migrations"));
  expect(await pendingMigrations(elsewhere)).toEqual(brought.map((entry) => entry.name));
});

test("one that is not finished, or was rolled back, is pending", async () => {
  const [first] = await run(`SELECT migration_name AS name FROM _prisma_migrations LIMIT 1`);
  await pool.query(`CREATE TEMPORARY TABLE _prisma_migrations AS SELECT * FROM public._prisma_migrations`);
  await pool.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1`, [first?.name]);
  expect(await pendingMigrations(run)).toEqual([first?.name]);
  await pool.query(`UPDATE _prisma_migrations SET finished_at = now(), rolled_back_at = now()`);
  expect(await pendingMigrations(run)).toContain(first?.name);
});

test("another failure is not taken for missing migrations", async () => {
  await expect(pendingMigrations(() => Promise.reject(new Error("connection lost")))).rejects.toThrow(
    "connection lost",
  );
});
