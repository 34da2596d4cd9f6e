import { memoryKeyOf } from "@/lib/core/secrets";
import { type ProcessClock, processClock } from "@/lib/process-clock";

/** WIRE.md section 0: py42 repeats every 401. */
const withinMs = 10_000;
const rememberedMax = 10_000;

type Made<T> = { value: Promise<T>; until: number };

/** What was made in the last 10 s, the oldest first, 10,000 at most; what failed is not remembered. */
export class Recent<T> {
  readonly #clock: ProcessClock;
  readonly #made = new Map<string, Made<T>>();

  constructor(clock: ProcessClock = processClock) {
    this.#clock = clock;
  }

  /**
   * What was made of the very same within 10 s, under way or done; else it is made.
   * @param presented what it is made of; it is found by a digest, for passwords are among it.
   */
  of(presented: readonly string[], make: () => Promise<T>): { value: Promise<T>; isRepeat: boolean } {
    const key = memoryKeyOf(JSON.stringify(presented));
    const now = this.#clock.monotonic();
    const last = this.#made.get(key);
    if (last && now < last.until) return { value: last.value, isRepeat: true };
    const made: Made<T> = { value: make(), until: now + withinMs };
    this.#made.delete(key);
    this.#made.set(key, made);
    this.#forgetOld(now);
    made.value.catch(() => {
      if (this.#made.get(key) === made) this.#made.delete(key);
    });
    return { value: made.value, isRepeat: false };
  }

  #forgetOld(now: number): void {
    for (const [key, { until }] of this.#made) {
      if (until > now && this.#made.size <= rememberedMax) return;
      this.#made.delete(key);
    }
  }
}
