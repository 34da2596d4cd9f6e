import { randomBytes } from "node:crypto";
import { setPriority } from "node:os";
import path from "node:path";
import { connect } from "@/scripts/connect";
import { openEmbeddedDatabase } from "@/scripts/embedded-database";
import { migrate } from "@/scripts/migrate";
import { postgresHome } from "@/scripts/postgres-home";
import { runningPostgres } from "@/scripts/postgres-server";
import { projectRoot } from "@/scripts/project-root.mjs";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "@/scripts/testing/temporary-directory";

export type Stand = {
  /** Thrown away at the end. */
  directory: string;
  databaseUrl: string;
  /** Of the same PostgreSQL, for the peer that needs one. */
  peerDatabaseUrl: string;
  /** What every server of ours finds in its environment. */
  environment: Record<string, string>;
  close(): Promise<void>;
};

/** A PostgreSQL with the settings of an installation (it syncs), migrated and empty, and keys that belong to it. */
export async function openStand(): Promise<Stand> {
  const directory = makeTemporaryDirectory();
  const database = await openEmbeddedDatabase(directory);
  await giveWay(directory);
  const client = await connect(database.url);
  await migrate(client, path.join(projectRoot, "prisma", "migrations"));
  await client.query("CREATE DATABASE peer");
  await client.end();
  const peer = new URL(database.url);
  peer.pathname = "/peer";
  const environment = {
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    LOG_LEVEL: "warn",
    SERVE: "api",
    ...newKeys(),
  };
  // Digests are computed here as the servers will.
  Object.assign(process.env, environment);
  return {
    directory,
    databaseUrl: database.url,
    peerDatabaseUrl: peer.href,
    environment,
    close: async () => {
      await database.close();
      removeTemporaryDirectory(directory);
    },
  };
}

/** PostgreSQL lets the load go first on their core, or what is measured would be how long the load waited. Its processes inherit it. */
async function giveWay(directory: string): Promise<void> {
  const server = await runningPostgres(postgresHome(directory));
  if (server) setPriority(server.pid, 19);
}

function newKeys(): Record<string, string> {
  const key = () => randomBytes(32).toString("base64");
  return {
    PEPPER_KEYS: `bench:${key()}`,
    VAULT_KEYS: `bench:${key()}`,
    SIGNING_KEYS: `bench:${key()}`,
    SESSION_SECRET: key(),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key(),
  };
}
