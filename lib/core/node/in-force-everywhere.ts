import { AppError } from "@/lib/core/errors";
import { makeId } from "@/lib/core/secrets";
import { type Db, db, type Tx } from "@/lib/db";
import { log } from "@/lib/log";
import { processClock } from "@/lib/process-clock";
import { AnswerListener } from "./answer-listener";
import { changeChannel, writeChange } from "./change-message";
import { type NodeRegistry, waitForNodes } from "./wait-for-nodes";

/** Names, in the transaction of a change, what it touches; none: what came before is to be in force. */
export type Announce = (tx: Tx, touched: readonly string[]) => Promise<void>;

/** A wait over this is a node that is gone or slow. */
const longWaitMs = 200;

// Next's bundle holds a second copy of this module; the process has one listener.
const shared = globalThis as typeof globalThis & { watchwordAnswers?: AnswerListener };

/**
 * Runs a change of what nodes remember, and returns when no node decides by what was true before (DESIGN.md section 3). A refusal
 * waits too, for it tells of a state that an attempt before may have made and not seen through.
 *
 * @param work makes the change in a transaction of its own and announces in it what it touches.
 * @throws AppError `unavailable` before anything is changed, where answers cannot be heard; whatever `work` throws.
 */
export async function inForceEverywhere<T>(work: (announce: Announce) => Promise<T>): Promise<T> {
  shared.watchwordAnswers ??= new AnswerListener();
  const listener = shared.watchwordAnswers;
  await listener.ready();
  const change = { id: makeId(), answerChannel: listener.channel };
  const collected = listener.collect(change.id);
  let touched: readonly string[] = [];
  const notify = (database: Db) => send(database, writeChange({ ...change, touched }));
  const settle = () => waitAndTell({ ...collected, repeat: () => notify(db()) });
  try {
    const result = await work(async (tx, names) => {
      touched = names;
      await notify(tx);
    });
    await settle();
    return result;
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable") await notify(db()).then(settle, () => undefined);
    throw error;
  } finally {
    collected.forget();
  }
}

/** The same in a transaction that somebody else commits: it is announced, and waiting is his. */
export const announceOnly: Announce = (tx, touched) =>
  send(tx, writeChange({ id: makeId(), answerChannel: "watchword_answer_nobody", touched }));

/** Closes the connection on which this process hears the nodes. */
export async function closeAnswers(): Promise<void> {
  await shared.watchwordAnswers?.close();
  shared.watchwordAnswers = undefined;
}

async function waitAndTell(answers: Parameters<typeof waitForNodes>[2]): Promise<void> {
  const start = processClock.monotonic();
  await waitForNodes(processClock, registry, answers);
  const waitedMs = Math.round(processClock.monotonic() - start);
  if (waitedMs > longWaitMs) log.warn({ waitedMs }, "a change waited for a node");
}

async function send(database: Db, payload: string): Promise<void> {
  await database.$executeRaw`SELECT pg_notify(${changeChannel}, ${payload})`;
}

const registry: NodeRegistry = {
  read: () => db().verifierNode.findMany({ select: { id: true, beats: true } }),
  remove: async ({ id, beats }) => {
    const { count } = await db().verifierNode.deleteMany({ where: { id, beats } });
    if (count > 0) log.warn({ node: id }, "a node that is silent was taken from the registry");
  },
};
