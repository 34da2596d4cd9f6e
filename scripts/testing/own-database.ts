import { randomUUID } from "node:crypto";
import path from "node:path";
import { connect } from "@/scripts/connect";
import { migrate } from "@/scripts/migrate";
import { projectRoot } from "@/scripts/project-root.mjs";

/**
 * Gives this test file an empty, migrated database of its own. Call it before anything that reads the settings is imported:
 * what the file tests is then imported by `await import`.
 */
export async function ownDatabase(): Promise<void> {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const name = `own_${randomUUID().replaceAll("-", "")}`;
  const shared = await connect(url.href);
  await shared.query(`CREATE DATABASE ${name}`);
  await shared.end();
  url.pathname = `/${name}`;
  const client = await connect(url.href);
  await migrate(client, path.join(projectRoot, "prisma", "migrations"));
  await client.end();
  process.env.DATABASE_URL = url.href;
}

/** What a server needs to run on this file's own database, with the keys under which this process writes to it. */
export function ownEnvironment(): Record<string, string> {
  const { DATA_DIR = "", DATABASE_URL = "", SESSION_SECRET = "" } = process.env;
  const { PEPPER_KEYS = "", VAULT_KEYS = "", SIGNING_KEYS = "" } = process.env;
  return { DATA_DIR, DATABASE_URL, PEPPER_KEYS, VAULT_KEYS, SIGNING_KEYS, SESSION_SECRET };
}
