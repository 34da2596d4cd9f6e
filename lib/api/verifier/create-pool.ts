import { Pool } from "pg";
import { log } from "@/lib/log";

/** Together under the 2 s within which an outage is answered by 503. */
const connectTimeoutMs = 900;
const queryTimeoutMs = 900;

/**
 * The verifier's own few connections, apart from the ones that commands use, so that neither waits for the other.
 *
 * @param connectionString `postgresql://…`.
 */
export function createPool(connectionString: string): Pool {
  const pool = new Pool({
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
