import { processClock } from "@/lib/process-clock";
import { AppError } from "./errors";

/** So long somebody may have waited for his turn and still have the time to find out for himself: 503 comes within 2 s. */
const waitedMsMax = 300;

/**
 * For those who take turns at what needs the database: where it is away for one of them, those who have waited for long by then are refused
 * with him. Each by himself would find it out too, one after the other.
 *
 * @returns a function that runs what somebody does in his turn, given since when he has waited (`processClock`, milliseconds). It throws
 * the AppError `unavailable` of who was refused while he waited, and whatever the work throws.
 */
export function sharedOutage(): <T>(since: number, work: () => Promise<T>) => Promise<T> {
  let last: { at: number; error: AppError } | null = null;
  return async (since, work) => {
    if (last && last.at - since > waitedMsMax) throw last.error;
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && error.code === "unavailable") last = { at: processClock.monotonic(), error };
      throw error;
    }
  };
}
