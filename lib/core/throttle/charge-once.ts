import { memoryKeyOf } from "@/lib/core/secrets";
import { type ProcessClock, processClock } from "@/lib/process-clock";
import type { Charge } from "./charge-attempt";

/** WIRE.md section 0: py42 repeats every 401. */
const repeatsWithinMs = 10_000;
const rememberedMax = 10_000;

type Charged = { charge: Promise<Charge>; until: number };

/** The attempts of the last 10 s by what was presented, the oldest first. */
const recent = new Map<string, Charged>();

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
  clock: ProcessClock = processClock,
): Promise<Charge> {
  const key = memoryKeyOf(JSON.stringify(presented));
  const now = clock.monotonic();
  const last = recent.get(key);
  if (last && now < last.until) return { ...(await last.charge), addressKey: null, failures: 0 };
  const charged = { charge: attempt(), until: now + repeatsWithinMs };
  recent.delete(key);
  recent.set(key, charged);
  forgetOld(now);
  try {
    return await charged.charge;
  } catch (error) {
    if (recent.get(key) === charged) recent.delete(key);
    throw error;
  }
}

function forgetOld(now: number): void {
  for (const [key, { until }] of recent) {
    if (until > now && recent.size <= rememberedMax) return;
    recent.delete(key);
  }
}
