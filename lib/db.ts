import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { endSilentConnections } from "@/lib/end-silent-connections";
import { env } from "@/lib/env";
import { type Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { knocker } from "@/lib/knock";
import { log } from "@/lib/log";
import { statementName } from "@/lib/statement-name";

export type Db = PrismaClient | Prisma.TransactionClient;
/** A transaction under way: what commands write through. */
export type Tx = Prisma.TransactionClient;

// Development reloads modules; the pool must outlive them.
const shared = globalThis as typeof globalThis & { watchwordDb?: PrismaClient };

/** The one Prisma client of this process (Next's bundle holds a second copy of this module). */
export function db(): PrismaClient {
  shared.watchwordDb ??= connect();
  return shared.watchwordDb;
}

/** So long a connection of the pool is waited for, or made: an outage is answered within 2 s, and who waits for his turn adds to it. */
export const connectionWithinMs = 1400;

function connect(): PrismaClient {
  const connectionString = env().DATABASE_URL;
  const pool = new Pool({ connectionString, max: 10, connectionTimeoutMillis: connectionWithinMs });
  // Silence and a knock are together what a connection may take.
  const halfMs = connectionWithinMs / 2;
  endSilentConnections(pool, halfMs, knocker(connectionString, halfMs));
  // A killed backend is reported on the pool or its client; unheard, the event would end the process.
  const onError = (error: Error) => log.warn({ reason: error.message }, "a database connection was lost");
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  return new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: statementName }),
  });
}
