import { log } from "@/lib/log";
import type { Job } from "./job";
import { jobs } from "./jobs";

/** The longest that a stop waits for the runs under way. */
const stopWithinMs = 10_000;

/**
 * Runs each job now and then again and again, one run of it at a time. A run that fails is logged, and the next one comes.
 *
 * @returns stop: no run begins any more, and those under way are waited for, 10 seconds at most.
 */
export function startJobs(list: readonly Job[] = jobs): () => Promise<void> {
  const stopping = new AbortController();
  const running = list.map((job) => repeat(job, stopping.signal));
  return async () => {
    stopping.abort();
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, stopWithinMs);
    });
    await Promise.race([Promise.all(running), over]);
    clearTimeout(timer);
  };
}

async function repeat({ name, everyMs, run }: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await run(signal);
    } catch (error) {
      log.error({ err: error, job: name }, "a job failed; it will run again");
    }
    await pause(everyMs, signal);
  }
}

/** Ends with the time or with the signal, and keeps no process alive. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms).unref();
    signal.addEventListener("abort", end);
  });
}
