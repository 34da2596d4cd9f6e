import { fewAtOnce } from "./few-at-once";

/** Of one key, those that run among them. */
const insideMax = 1000;
const queues = new Map<string, { take: ReturnType<typeof fewAtOnce>; inside: number }>();

/**
 * Runs work for one key in order, in this process; different keys do not wait for each other.
 * (500 parallel transactions on one account starve Prisma's pool: 65 of them failed with P2028.)
 * @param atOnce so many of this key run, always the same number.
 * @throws AppError `unavailable` where 1,000 run or wait already, and with somebody before him (`sharedOutage`); whatever the work throws.
 */
export async function inTurn<T>(key: string, atOnce: number, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(key) ?? { take: fewAtOnce(atOnce, insideMax - atOnce, refusal, 1), inside: 0 };
  queues.set(key, queue);
  queue.inside++;
  try {
    return await queue.take(work);
  } finally {
    if (--queue.inside === 0) queues.delete(key);
  }
}

const refusal = "Too many changes at once; try again in a moment.";
