import type { Db } from "@/lib/db";

export const dayMs = 86_400_000;

/** The database's clock, the only one that decides; within a transaction it moves on. Milliseconds. */
export async function readClock(database: Db): Promise<Date> {
  const [row] = await database.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
  return row.now;
}
