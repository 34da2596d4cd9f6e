import type { Client } from "pg";

/**
 * Gives a database a clock of its own: `clock_timestamp()` is found in a schema before PostgreSQL's own, for every connection that
 * is made from now on. The code under test asks the database for the time and notices nothing.
 */
export async function ownClock(client: Client, start: Date): Promise<VirtualClock> {
  const { rows } = await client.query("SELECT current_database() AS name");
  await client.query(`
    CREATE SCHEMA own_clock;
    CREATE TABLE own_clock.stands_at (now timestamptz NOT NULL);
    CREATE FUNCTION own_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT now FROM own_clock.stands_at';
    ALTER DATABASE "${rows[0].name}" SET search_path = own_clock, pg_catalog, public;`);
  await client.query("INSERT INTO own_clock.stands_at VALUES ($1)", [start]);
  let now = start;
  return {
    now: () => now,
    advanceTo: async (instant) => {
      now = instant;
      await client.query("UPDATE own_clock.stands_at SET now = $1", [instant]);
    },
  };
}

export type VirtualClock = { now: () => Date; advanceTo: (instant: Date) => Promise<void> };
