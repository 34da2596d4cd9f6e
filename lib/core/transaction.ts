import { connectionWithinMs, db, type Tx } from "@/lib/db";
import { AppError } from "./errors";

const attemptsMax = 5;

/** So long even who has waited before may wait for a connection, which takes a moment to be made. */
const leastWaitMs = 200;

/**
 * Runs work in one transaction: all of it happens or nothing. A write conflict or deadlock is tried again.
 * Within a transaction already under way it becomes a savepoint of that one.
 * @param waitedMs so long the database was waited for before; it is taken off the wait for a connection, for 503 comes within 2 s.
 * @throws AppError `unavailable` where the database cannot be reached; whatever `work` throws.
 */
export async function inTransaction<T>(outer: Tx | undefined, work: (tx: Tx) => Promise<T>, waitedMs = 0): Promise<T> {
  if (outer) return inSavepoint(outer, work);
  const maxWait = Math.max(leastWaitMs, connectionWithinMs - waitedMs);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(work, { maxWait, timeout: 15_000 });
    } catch (error) {
      if (isConflict(error) && attempt < attemptsMax) continue;
      throw unavailableOr(error);
    }
  }
}

/**
 * Reads that go together, all as of one moment: else what was changed between two of them makes up a state that never was.
 * @throws AppError `unavailable` where the database cannot be reached; whatever `read` throws.
 */
export async function inSnapshot<T>(outer: Tx | undefined, read: (tx: Tx) => Promise<T>): Promise<T> {
  if (outer) return read(outer);
  try {
    return await db().$transaction(read, { isolationLevel: "RepeatableRead", maxWait: connectionWithinMs });
  } catch (error) {
    throw unavailableOr(error);
  }
}

async function inSavepoint<T>(outer: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  await outer.$executeRaw`SAVEPOINT command`;
  try {
    const result = await work(outer);
    await outer.$executeRaw`RELEASE SAVEPOINT command`;
    return result;
  } catch (error) {
    await outer.$executeRaw`ROLLBACK TO SAVEPOINT command`;
    throw error;
  }
}

const conflict = /P2034|TransactionWriteConflict|\b40001\b|\b40P01\b/;
const outage =
  /P1001|P1002|P1008|P1017|P2024|P2028|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|08006|08001|\b25006\b|timeout exceeded when trying to connect|Connection terminated|is not queryable/;

/** Prisma tells one failure in several shapes; the code, the driver's kind and the SQLSTATE are looked at together. */
function shapeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code, cause, meta } = error as Error & { code?: unknown; meta?: unknown };
  return [error.name, code, error.message, cause && JSON.stringify(cause), meta && JSON.stringify(meta)].join(" ");
}

const isConflict = (error: unknown) => !(error instanceof AppError) && conflict.test(shapeOf(error));

/** An outage of the database, a read-only one too (it was handed over), as the refusal that it is; any other error as it was. */
export function unavailableOr(error: unknown): unknown {
  if (error instanceof AppError || !outage.test(shapeOf(error))) return error;
  return new AppError("unavailable", "The database cannot be reached; try again in a moment.", {
    retryAfterSeconds: 1,
  });
}
