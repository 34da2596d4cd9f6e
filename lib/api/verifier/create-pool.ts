import { Pool, type PoolClient } from "pg";
import { log } from "@/lib/log";

/** Connecting, looking at the connection and asking are together under the 2 s within which an outage is answered by 503. */
const connectTimeoutMs = 600;
const queryTimeoutMs = 600;

/**
 * The verifier's own few connections, apart from the ones that commands use, so that neither waits for the other.
 *
 * @param connectionString `postgresql://…`.
 * @param verifyConnection looks at each new connection; one at which it throws is not used.
 */
export function createPool(connectionString: string, verifyConnection?: (client: PoolClient) => Promise<void>): Pool {
  const pool = new Pool({
    ...(verifyConnection && {
      verify: (client: PoolClient, done: (error?: Error) => void) =>
        void verifyConnection(client).then(() => done(), done),
    }),
    connectionString,
    max: 4,
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    application_name: "watchword-verifier",
  });
  // A killed backend is reported on the pool or on its client; unheard, the event would end the process.
  const onError = (error: Error) => log.warn({ reason: error.message }, "a verifier's database connection was lost");
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  return pool;
}
