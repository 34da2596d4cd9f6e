import { processClock } from "@/lib/process-clock";
import { AppError } from "./errors";
import { sharedOutage } from "./shared-outage";

const waitingMax = 1000;
const queues = new Map<string, Queue>();
type Queue = { tail: Promise<unknown>; waiting: number; inTurn: ReturnType<typeof sharedOutage> };

/**
 * Runs work for one key one at a time, in order, in this process; different keys do not wait for each other.
 * (500 parallel transactions on one account starve Prisma's pool: 65 of them failed with P2028.)
 * @throws AppError `unavailable` where 1,000 already wait, and with somebody before him (`sharedOutage`); whatever the work throws.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(key) ?? { tail: Promise.resolve(), waiting: 0, inTurn: sharedOutage() };
  if (queue.waiting >= waitingMax) {
    throw new AppError("unavailable", "Too many changes at once; try again in a moment.", { retryAfterSeconds: 1 });
  }
  queues.set(key, queue);
  queue.waiting++;
  const since = processClock.monotonic();
  const turn = queue.tail.then(() => queue.inTurn(since, work));
  queue.tail = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    queue.waiting--;
    if (queue.waiting === 0) queues.delete(key);
  }
}
