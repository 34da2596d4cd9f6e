import { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { env } from "@/lib/env";
import { type Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";

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

/** Longer than any statement of ours takes, or waits for another one's locks. Idle connections are closed before. */
const silentMsMax = 10_000;

/** A database behind a cable that was pulled never answers: a connection without a byte for so long is ended, and with it what it was asked. */
function impatientSocket(): Socket {
  const socket = new Socket();
  const end = () => socket.destroy(Object.assign(new Error("the database is silent"), { code: "ETIMEDOUT" }));
  return socket.setTimeout(silentMsMax, end);
}

function connect(): PrismaClient {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: silentMsMax - 1000,
    stream: impatientSocket,
  });
  // A killed backend is reported on the pool or its client; unheard, the event would end the process.
  const onError = (error: Error) => log.warn({ reason: error.message }, "a database connection was lost");
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}
