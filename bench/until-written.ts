import { setTimeout } from "node:timers/promises";
import { connect } from "@/scripts/connect";
import type { Stand } from "./stand";

/** Our servers write what they counted every 5 s. */
const quietSecondsWanted = 7;

/**
 * Ends when nobody has written uses of secrets for a while: after tens of thousands of secrets were used, PostgreSQL works on it for a
 * minute, on the core of the load, and would slow down whoever comes next.
 */
export async function untilWritten(stand: Stand): Promise<void> {
  const client = await connect(stand.databaseUrl);
  const written = async () => {
    const { rows } = await client.query<{ written: string }>(
      "SELECT n_tup_ins + n_tup_upd AS written FROM pg_stat_user_tables WHERE relname = 'usage'",
    );
    return rows[0]?.written;
  };
  let last = await written();
  for (let quietSeconds = 0; quietSeconds < quietSecondsWanted; ) {
    await setTimeout(1000);
    const now = await written();
    quietSeconds = now === last ? quietSeconds + 1 : 0;
    last = now;
  }
  await client.end();
}
