import { AppError } from "@/lib/core/errors";
import { makeId } from "@/lib/core/secrets";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import type { ProcessClock } from "@/lib/process-clock";
import type { AnswerListener } from "./answer-listener";
import { changeChannel, writeChange } from "./change-message";
import { type NodeRegistry, waitForNodes } from "./wait-for-nodes";

/** A wait over this is a node that is gone or slow. */
const longWaitMs = 200;

/** What a change needs of its process. */
export type ChangeParts<Tx> = {
  clock: ProcessClock;
  listener: AnswerListener;
  registry: NodeRegistry;
  /** Sends a notification, in a transaction or by itself. @returns the database's clock. */
  notify(channel: string, payload: string, tx?: Tx): Promise<Date>;
};

/**
 * The order in which a change comes into force on every node: answers can be heard → work, which announces what it touches in its
 * own transaction → COMMIT → the registry is read → every node that is in it has answered or has no lease any more. A refusal waits too,
 * for it tells of a state that an attempt before may have made and not seen through.
 *
 * @param work is told how long the database was waited for already, in milliseconds.
 * @throws AppError `unavailable` before anything is changed, where answers cannot be heard; whatever `work` throws.
 */
export async function runChange<Tx, T>(
  { clock, listener, registry, notify }: ChangeParts<Tx>,
  work: (announce: (tx: Tx, touched: readonly string[]) => Promise<Date>, waitedMs: number) => Promise<T>,
): Promise<T> {
  const since = clock.monotonic();
  await listener.ready();
  const readyMs = clock.monotonic() - since;
  const change = { id: makeId(), answerChannel: listener.channel };
  const collected = listener.collect(change.id);
  let touched: readonly string[] = [];
  const announce = (tx?: Tx) => notify(changeChannel, writeChange({ ...change, touched }), tx);
  const settle = async () => {
    const start = clock.monotonic();
    const repeat = () => {
      listener.check();
      return announce();
    };
    await waitForNodes(clock, registry, { ...collected, repeat });
    const waitedMs = Math.round(clock.monotonic() - start);
    metrics().changeWait.observe(waitedMs / 1000);
    if (waitedMs > longWaitMs) log.warn({ waitedMs }, "a change waited for a node");
  };
  try {
    const result = await work(async (tx, names) => {
      touched = names;
      return announce(tx);
    }, readyMs);
    await settle();
    return result;
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable") {
      // What was named has not changed, and may stay remembered.
      touched = [];
      // Where it does not get out, it is repeated, and who does not hear it is waited for.
      announce().catch(() => undefined);
      await settle();
    }
    throw error;
  } finally {
    collected.forget();
  }
}
