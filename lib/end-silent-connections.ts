import type { Socket } from "node:net";
import type { Pool, PoolClient } from "pg";
import { processClock } from "@/lib/process-clock";

/** Longer than any statement of ours takes, or waits for another one's locks. */
const silentMsMax = 10_000;

/**
 * A statement waits for another one's locks as silently as for a database behind a cable that was pulled, which never answers. So a
 * connection that is in use and silent is looked at again and again: it is ended, and with it what it was asked, where nobody else gets an
 * answer either, and after 10 s in any case.
 *
 * @param lookAfterMs of silence, each time. @param answers whether the database answers anybody.
 */
export function endSilentConnections(pool: Pool, lookAfterMs: number, answers: () => Promise<boolean>): void {
  const watches = new WeakMap<PoolClient, () => void>();
  pool.on("acquire", (client) => {
    watches.set(client, watch(client.connection.stream as Socket, lookAfterMs, answers));
  });
  pool.on("release", (_error, client) => watches.get(client)?.());
}

/** @returns what ends it. */
function watch(socket: Socket, lookAfterMs: number, answers: () => Promise<boolean>): () => void {
  let heard = { bytes: -1, at: 0 };
  const look = async () => {
    const bytes = socket.bytesRead;
    if (heard.bytes !== bytes) heard = { bytes, at: processClock.monotonic() - lookAfterMs };
    const mayWait = processClock.monotonic() - heard.at < silentMsMax && (await answers());
    // Each byte, and each use of it, begins a silence of its own.
    if (socket.bytesRead !== bytes || socket.listenerCount("timeout", look) === 0) return;
    if (mayWait) socket.setTimeout(lookAfterMs);
    else socket.destroy(Object.assign(new Error("the database is silent"), { code: "ETIMEDOUT" }));
  };
  socket.on("timeout", look).setTimeout(lookAfterMs);
  return () => void socket.off("timeout", look).setTimeout(0);
}
