import { pendingMigrations } from "@/lib/core/verification/pending-migrations";
import { log } from "@/lib/log";
import type { RunQuery } from "./batched-reader";
import type { Obstacle } from "./verifier";

/** What is wrong with the database as it is reached by `query`. */
export async function databaseObstacles(query: RunQuery): Promise<Obstacle[]> {
  try {
    const pending = await pendingMigrations((text) => query<{ name: string }>({ text }));
    return pending.length > 0 ? ["migrations"] : [];
  } catch (error) {
    log.warn({ err: error }, "not ready: the database does not answer");
    return ["database"];
  }
}
