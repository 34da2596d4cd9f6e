import { db, type Tx } from "@/lib/db";
import { forgetAfterHours } from "./charge-attempt";

/** Removes the names and addresses that have not failed for a day: they start anew anyway. */
export async function purgeThrottle(tx?: Tx): Promise<void> {
  await (tx ?? db()).$executeRaw`
    DELETE FROM throttle WHERE updated_at < clock_timestamp() - make_interval(hours => ${forgetAfterHours}::int)
      AND blocked_until <= clock_timestamp()`;
}
