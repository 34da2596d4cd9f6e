import { readdir } from "node:fs/promises";
import path from "node:path";

const undefinedTable = "42P01";

/** The finished ones, in Prisma's own table. */
const appliedMigrationsSql = `
SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/**
 * The names of the migrations that this build brings and that the database does not have, oldest first.
 *
 * @param run runs one statement and returns its rows.
 * @param folder where the migrations lie.
 * @throws what `run` throws.
 */
export async function pendingMigrations(
  run: (sql: string) => Promise<{ name: string }[]>,
  folder = path.resolve("prisma/migrations"),
): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const applied = new Set((await appliedMigrations(run)).map((row) => row.name));
  return entries.filter((entry) => entry.isDirectory() && !applied.has(entry.name)).map((entry) => entry.name);
}

async function appliedMigrations(run: (sql: string) => Promise<{ name: string }[]>): Promise<{ name: string }[]> {
  try {
    return await run(appliedMigrationsSql);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === undefinedTable) return [];
    throw error;
  }
}
