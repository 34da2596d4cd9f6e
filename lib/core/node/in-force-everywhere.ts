import { makeId } from "@/lib/core/secrets";
import { db, type Tx } from "@/lib/db";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { processClock } from "@/lib/process-clock";
import { AnswerListener } from "./answer-listener";
import { changeChannel, writeChange } from "./change-message";
import { type ChangeParts, runChange } from "./run-change";
import type { NodeRegistry, RegisteredNode } from "./wait-for-nodes";

/**
 * Names, in the transaction of a change, what it touches; none: what came before is to be in force.
 * @returns the database's clock: one statement for both, for who revokes is waiting.
 */
export type Announce = (tx: Tx, touched: readonly string[]) => Promise<Date>;

// Next's bundle holds a second copy of this module; the process has one listener.
const shared = globalThis as typeof globalThis & { watchwordAnswers?: AnswerListener };

/**
 * Runs a change of what nodes remember, and returns when no node decides by what was true before (DESIGN.md section 3).
 *
 * @param work makes the change in a transaction of its own and announces in it what it touches. It is told how long the database was
 * waited for already, in milliseconds.
 * @throws AppError `unavailable` before anything is changed, where answers cannot be heard; whatever `work` throws.
 */
export function inForceEverywhere<T>(work: (announce: Announce, waitedMs: number) => Promise<T>): Promise<T> {
  shared.watchwordAnswers ??= new AnswerListener();
  return runChange({ clock: processClock, listener: shared.watchwordAnswers, registry, notify }, work);
}

/** The same in a transaction that somebody else commits: it is announced, and waiting is his. */
export const announceOnly: Announce = (tx, touched) =>
  notify(changeChannel, writeChange({ id: makeId(), answerChannel: "watchword_answer_nobody", touched }), tx);

/** Closes the connection on which this process hears the nodes. */
export async function closeAnswers(): Promise<void> {
  await shared.watchwordAnswers?.close();
  shared.watchwordAnswers = undefined;
}

const notify: ChangeParts<Tx>["notify"] = async (channel, payload, tx) => {
  const [row] = await (tx ?? db()).$queryRaw<[{ now: Date }]>`
    SELECT clock_timestamp() AS now, pg_notify(${channel}, ${payload})::text`;
  return row.now;
};

const registry: NodeRegistry = {
  read: () => db().$queryRaw<RegisteredNode[]>`SELECT id, beats FROM verifier_node`,
  remove: async ({ id, beats }) => {
    const { count } = await db().verifierNode.deleteMany({ where: { id, beats } });
    metrics().nodesRemoved.inc(count);
    if (count > 0) log.warn({ node: id }, "a node that is silent was taken from the registry");
  },
};
