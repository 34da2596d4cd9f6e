import { readdir } from "node:fs/promises";
import path from "node:path";

type Run = (sql: string) => Promise<Record<string, unknown>[]>;

/**
 * The names of the migrations that this build brings and that the database does not have yet, oldest first.
 *
 * @param run runs one statement.
 * @param folder where the migrations lie.
 * @throws what `run` throws.
 */
export async function pendingMigrations(run: Run, folder = path.resolve("prisma/migrations")): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const brought = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const [known] = await run(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`);
  if (!known?.exists) return brought.sort();
  const rows = await run(
    `SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return brought.filter((name) => !applied.has(name)).sort();
}
