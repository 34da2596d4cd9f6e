import path from "node:path";
import type { Env } from "@/lib/env";
import type { Keys } from "@/lib/keys";
import { checkPeppers } from "./check-peppers";
import { connect } from "./connect";
import { openEmbeddedDatabase } from "./embedded-database";
import { migrate } from "./migrate";
import { projectRoot } from "./project-root.mjs";

/**
 * The database of the settings, migrated and checked: the one in DATABASE_URL, or the embedded one.
 * @returns its URL, and what leaves it
 * @throws StartError
 */
export async function openDatabase(settings: Env, keys: Keys): Promise<{ url: string; close(): Promise<void> }> {
  const database = settings.DATABASE_URL
    ? { url: settings.DATABASE_URL, close: async () => undefined }
    : await openEmbeddedDatabase(settings.DATA_DIR);
  try {
    const client = await connect(database.url);
    try {
      await migrate(client, path.join(projectRoot, "prisma", "migrations"));
      await checkPeppers(client, keys.peppers);
    } finally {
      await client.end();
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
