import type { PoolClient } from "pg";
import { verifyBasic } from "@/lib/core/basic-token/verify-basic";
import { openNodeLink, registrationSql } from "@/lib/core/node/node-link";
import { env } from "@/lib/env";
import { metrics } from "@/lib/metrics";
import { processClock } from "@/lib/process-clock";
import { batchedReader } from "./batched-reader";
import { cachedVerifier } from "./cached-verifier";
import { createPool } from "./create-pool";
import { CredentialCache } from "./credential-cache";
import { databaseObstacles } from "./database-obstacles";
import { keepLease } from "./keep-lease";
import { Lease } from "./lease";
import { replaceablePool } from "./replaceable-pool";
import type { Obstacle, Verifier } from "./verifier";

/** Over it, this machine's clock is wrong, or the database's is. */
const skewMaxMs = 2000;

/**
 * The verifier of this process: memory under a lease, and the database of the settings behind it.
 * @throws Error where no database is set.
 */
export function startVerifier(): Verifier {
  const { DATABASE_URL, CACHE_ENTRIES_MAX } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set");
  const lease = new Lease(processClock);
  const cache = new CredentialCache(CACHE_ENTRIES_MAX);
  let differs = false;
  let stopping = false;
  // A connection to another database knows nothing of our registration: what it says would be no answer.
  const verifyConnection = async (client: PoolClient) => {
    const id = keeper.nodeId();
    if (id === null) return;
    const { rows } = await client.query(registrationSql, [id]);
    // A registration that was given up meanwhile is rightly gone, and so are the connections of its time.
    if (keeper.nodeId() !== id) return;
    differs = rows.length === 0;
    if (!differs) return;
    const reason = "the registration is not where decisions are read";
    keeper.endEpoch(reason);
    throw new Error(reason);
  };
  const pool = replaceablePool(() => createPool(DATABASE_URL, verifyConnection));
  const keeper = keepLease(processClock, openNodeLink, {
    lease,
    memory: cache,
    renewConnections: () => pool.replace(),
  });
  metrics().watch({ held: () => lease.held(), size: () => cache.size });
  const obstacles = async (): Promise<Obstacle[]> => {
    if (stopping) return ["stopping"];
    return [
      ...(await databaseObstacles(pool.query)),
      ...(lease.skewMs() > skewMaxMs ? (["clock"] as const) : []),
      ...(differs ? (["databases_differ"] as const) : []),
    ];
  };
  const retire = async () => {
    stopping = true;
    await keeper.stop();
  };
  return {
    ...cachedVerifier(
      lease,
      cache,
      batchedReader(pool.query, () => lease.ticket()),
      verifyBasic,
    ),
    obstacles,
    retire,
    close: async () => {
      await retire();
      await pool.end();
    },
  };
}
