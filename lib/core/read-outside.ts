import { type Db, db } from "@/lib/db";
import { readClock } from "./clock";
import type { Caller } from "./context";
import { unavailableOr } from "./transaction";

/**
 * Reads outside a transaction, or within the caller's where he is in one. @param read what it reads, and the database's clock.
 * @throws AppError `unavailable` where the database cannot be reached; whatever `read` throws.
 */
export async function readOutside<T>(caller: Pick<Caller, "db">, read: (db: Db, now: Date) => Promise<T>): Promise<T> {
  const database = caller.db ?? db();
  try {
    return await read(database, await readClock(database));
  } catch (error) {
    throw unavailableOr(error);
  }
}
