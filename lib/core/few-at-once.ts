import { processClock } from "@/lib/process-clock";
import { AppError } from "./errors";
import { sharedOutage } from "./shared-outage";

/**
 * Lets few pieces of work run at once in this process; the others wait in order, holding nothing.
 * @param runningMax how many run. @param waitingMax how many may wait; `refusal` is what one more is told,
 * and after how many seconds he may come back.
 * @returns a function that runs work in its turn. It throws AppError `unavailable` where too many wait, as `sharedOutage` does, and whatever
 * the work throws.
 */
export function fewAtOnce(runningMax: number, waitingMax: number, refusal: string, retryAfterSeconds = 2) {
  const waiting: (() => void)[] = [];
  const inTurn = sharedOutage();
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const since = processClock.monotonic();
    if (running >= runningMax) {
      if (waiting.length >= waitingMax) throw new AppError("unavailable", refusal, { retryAfterSeconds });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running++;
    }
    try {
      return await inTurn(since, work);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
