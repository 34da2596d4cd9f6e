import { randomBytes } from "node:crypto";
import path from "node:path";
import { connect } from "@/scripts/connect";
import { migrate } from "@/scripts/migrate";
import { postgresHome } from "@/scripts/postgres-home";
import { initialiseCluster, startPostgres, stopPostgres } from "@/scripts/postgres-server";
import { projectRoot } from "@/scripts/project-root.mjs";

/** PostgreSQL's signals: `fast` ends every session, `immediate` is a crash. */
const stopSignals = { fast: "SIGINT", immediate: "SIGQUIT" } as const;

/**
 * A PostgreSQL that nobody starts again but we: it can be stopped, and is migrated and empty.
 * @param durable false skips fsync, and with it the time that a COMMIT takes
 */
export async function ownPostgres(directory: string, durable: boolean) {
  const home = postgresHome(directory);
  const password = randomBytes(24).toString("base64url");
  await initialiseCluster(home, password, durable);
  const settings = { logFile: path.join(directory, "database.log"), durable };
  let server = await startPostgres(home, settings);
  const url = `postgresql://watchword:${password}@127.0.0.1:${server.port}/postgres`;
  const client = await connect(url);
  await migrate(client, path.join(projectRoot, "prisma", "migrations"));
  await client.end();
  return {
    url,
    stop: async (how: keyof typeof stopSignals) => {
      process.kill(server.pid, stopSignals[how]);
      await stopPostgres(home, server);
    },
    /** On the port it had. */
    start: async () => {
      server = await startPostgres(home, { ...settings, wantedPort: server.port });
    },
  };
}
export type OwnPostgres = Awaited<ReturnType<typeof ownPostgres>>;
