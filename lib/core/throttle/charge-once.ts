import type { Charge } from "./charge-attempt";
import { Recent } from "./recent";

const charges = new Recent<Charge>();

/**
 * Charges an attempt, unless this process charged the very same one within 10 s: who repeats a guess learns nothing by it, and who
 * sends the right password with many requests at once has not failed. It counts attempts only; what is decided is decided anew.
 * @param presented the whole credential. @param attempt charges it.
 * @returns of a repeat a charge that gives nothing back to its address: the first one does.
 * @throws AppError as `attempt` does.
 */
export async function chargeOnce(
  presented: readonly string[],
  attempt: () => Promise<Charge>,
  recent: Recent<Charge> = charges,
): Promise<Charge> {
  const { value, isRepeat } = recent.of(presented, attempt);
  return isRepeat ? { ...(await value), addressKey: null, failures: 0 } : value;
}
