import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import type { Dice } from "@/scripts/prove/dice";
import type { Node } from "@/scripts/prove/stand/node";
import { untilReady } from "@/scripts/prove/stand/open-stand";

/** What is done to a node; it ends with the node as it was. */
type Disturbance = (given: { node: Node; dice: Dice; client: Client; longestMs: number }) => Promise<void>;

/** What the ways are like on a good day, in milliseconds: so that what does not wait is seen to be early. */
const usualMs = { pool: 3, listen: 15 };

export function usualWeather(node: Node, dice: Dice): void {
  for (const way of ["pool", "listen"] as const) {
    const delay = () => dice.between(0, usualMs[way]);
    node[way].slow(delay, delay);
  }
}

const names = ["watchword-node", "watchword-answers"];

export const disturbances = {
  killed: async ({ node }) => {
    await node.kill();
    await node.start();
    await untilReady(node);
  },
  "stopped and continued": async ({ node, dice, longestMs }) => {
    node.pause();
    await pause(dice.between(500, longestMs));
    node.resume();
  },
  "LISTEN connections cut": async ({ dice, client }) => {
    for (let n = 0; n < 3; n++) {
      const { rows } = await client.query("SELECT pid FROM pg_stat_activity WHERE application_name = ANY($1)", [names]);
      if (rows.length > 0) await client.query("SELECT pg_terminate_backend($1)", [dice.oneOf(rows).pid]);
      await pause(dice.between(50, 400));
    }
  },
  "LISTEN slow": async ({ node, dice }) => {
    node.listen.slow(
      () => dice.between(0, 400),
      () => dice.between(0, 400),
    );
    await pause(dice.between(1000, 3000));
  },
  "LISTEN silent": async ({ node, dice, longestMs }) => {
    node.listen.hold();
    await pause(dice.between(1000, longestMs));
    if (dice.chance(0.3)) node.listen.cut();
  },
  /** What is told arrives 0.9 s late, then not at all: a lease that is counted from its return would be too long. */
  "LISTEN slow, then silent": async ({ node, dice }) => {
    node.listen.slow(
      () => 0,
      () => 900,
    );
    await pause(dice.between(2500, 3500));
    node.listen.hold();
    await pause(2800);
  },
  "pool slow": async ({ node, dice }) => {
    node.pool.slow(
      () => dice.between(0, 250),
      () => dice.between(0, 250),
    );
    await pause(dice.between(1000, 3000));
  },
  "pool silent": async ({ node, dice, longestMs }) => {
    node.pool.hold();
    await pause(dice.between(500, longestMs));
  },
} as const satisfies Record<string, Disturbance>;
export type DisturbanceName = keyof typeof disturbances;

/** After it the network still brings what was sent before. */
const settleMs = 1000;

/** Does it to a node, and notes for how long. @param longestMs that a node stands still, or a way. */
export async function disturb(
  name: DisturbanceName,
  given: { node: Node; dice: Dice; client: Client; longestMs: number },
): Promise<void> {
  const { node, dice } = given;
  node.troubledUntil = Infinity;
  await disturbances[name](given);
  usualWeather(node, dice);
  node.pool.release();
  node.listen.release();
  node.troubledUntil = performance.now() + settleMs;
}
