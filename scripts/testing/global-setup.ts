import { randomBytes } from "node:crypto";
import path from "node:path";
import { connect } from "@/scripts/connect";
import { openEmbeddedDatabase } from "@/scripts/embedded-database";
import { migrate } from "@/scripts/migrate";
import { projectRoot } from "@/scripts/project-root.mjs";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./temporary-directory";

/** One real PostgreSQL for all tests, in the environment that the workers inherit. */
export default async function setUp(): Promise<() => Promise<void>> {
  const directory = makeTemporaryDirectory();
  const database = await openEmbeddedDatabase(directory, { durable: false });
  const client = await connect(database.url);
  await migrate(client, path.join(projectRoot, "prisma", "migrations"));
  await client.end();
  Object.assign(process.env, {
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    LOG_LEVEL: "silent",
    PEPPER_KEYS: `test:${randomBytes(32).toString("base64")}`,
    VAULT_KEYS: `test:${randomBytes(32).toString("base64")}`,
    SIGNING_KEYS: `test:${randomBytes(32).toString("base64")}`,
    SESSION_SECRET: randomBytes(32).toString("base64"),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  });
  return async () => {
    await database.close();
    removeTemporaryDirectory(directory);
  };
}
