import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import { type PostgresHome, postgresHome } from "./postgres-home";
import {
  clusterOf,
  initialiseCluster,
  type RunningServer,
  runningPostgres,
  startPostgres,
  stopPostgres,
} from "./postgres-server";
import { StartError } from "./start-error";
import { withLock } from "./with-lock.mjs";

export type EmbeddedDatabase = {
  /** With the password: not for a log. */
  url: string;
  /** Leaves the database, and stops it where nobody else uses it. */
  close(): Promise<void>;
};

type Place = { home: PostgresHome; password: string; lockFile: string; logFile: string; durable: boolean };

/** Each process that uses the database holds this lock shared; whoever gets it alone is the last one. */
const ownersLock = 0x77617463;

/**
 * The PostgreSQL under `DATA_DIR`: started when it does not run, taken over as it is when it does (another process has
 * it open, or the one that had was killed).
 * @param options.durable false trades safety against speed, for tests
 * @throws StartError
 */
export async function openEmbeddedDatabase(
  dataDirectory: string,
  { durable = true }: { durable?: boolean } = {},
): Promise<EmbeddedDatabase> {
  const lockFile = path.join(dataDirectory, "database.lock");
  const { place, server, owner } = await withLock(lockFile, async () => {
    const home = postgresHome(dataDirectory);
    const password = readPassword(dataDirectory, existsSync(clusterOf(home)));
    const place: Place = { home, password, lockFile, logFile: path.join(dataDirectory, "database.log"), durable };
    await initialiseCluster(home, password, durable);
    const server = (await runningPostgres(home)) ?? (await startPostgres(home, place));
    return { place, server, owner: await takeShare(place, server) };
  });
  const share = keepShare(place, server, owner);
  return { url: urlOf(place, server, "watchword"), close: () => withLock(lockFile, () => leave(place, share.end())) };
}

const urlOf = ({ password }: Place, { port }: RunningServer, database: string) =>
  `postgresql://watchword:${password}@127.0.0.1:${port}/${database}`;

function readPassword(dataDirectory: string, mustExist: boolean): string {
  const file = path.join(dataDirectory, "database-password");
  if (!existsSync(file)) {
    if (mustExist) throw new StartError(`${file}, the password of the embedded database, is missing.`);
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8");
}

async function takeShare(place: Place, server: RunningServer): Promise<Client> {
  const client = new Client({
    connectionString: urlOf(place, server, "postgres"),
    application_name: "watchword owner",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select pg_advisory_lock_shared($1)", [ownersLock]);
    const { rowCount } = await client.query("select from pg_database where datname = 'watchword'");
    if (!rowCount) await client.query("create database watchword");
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new StartError(`The embedded database refuses: ${(error as Error).message}`);
  }
  return client;
}

/**
 * Holds the share for as long as this process uses the database: when the connection is cut it is taken again, and the
 * database started again where it is gone, on the port that our other connections know.
 */
function keepShare(place: Place, server: RunningServer, first: Client): { end(): Client } {
  let owner = first;
  let ended = false;
  const again = async (): Promise<void> => {
    while (!ended) {
      try {
        return await withLock(place.lockFile, async () => {
          if (ended) return;
          const found = await runningPostgres(place.home);
          owner = await takeShare(
            place,
            found ?? (await startPostgres(place.home, { ...place, wantedPort: server.port })),
          );
          watch();
        });
      } catch {
        await setTimeout(250);
      }
    }
  };
  const watch = () => owner.once("end", () => void again());
  watch();
  return {
    end() {
      ended = true;
      return owner;
    },
  };
}

async function leave(place: Place, owner: Client): Promise<void> {
  const server = await runningPostgres(place.home);
  if (!server) return;
  await owner.end().catch(() => undefined);
  const client = await takeShare(place, server);
  await client.query("select pg_advisory_unlock_shared($1)", [ownersLock]);
  const { rows } = await client.query("select pg_try_advisory_lock($1) as last", [ownersLock]);
  await client.end();
  if (rows[0].last) await stopPostgres(place.home, server);
}
