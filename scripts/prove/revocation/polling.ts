import { setTimeout as pause } from "node:timers/promises";
import { keptConnection } from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";
import { type Ledger, type Tally, tick } from "./ledger";
import type { House } from "./model";
import { makePace, type Pace } from "./pace";
import { type Question, seenIn } from "./questions";

const afterLossMs = 20;
/** Until it is looked again whether somebody's turn has come. */
const turnMs = 10;
/** A node that stands still is not waited for. */
const urgeWithinMs = 1000;

const inTurnEvery = 4;
/** At one node. What waits behind so many was changed too long ago, and gives its place to what is later. */
const urgentMax = 400;

type Urgent = { question: Question; asked: () => void };
/** `resting`: wakes those who had nothing to ask. */
type Asked = { node: Node; urgent: Set<Urgent>; resting: (() => void)[]; taken: number; next: number };

export type PollingSize = {
  connectionsPerNode: number;
  /** At most so many, at all nodes together, beside what was just changed; Infinity: without pause. */
  inTurnPerSecond: number;
};

export type Settled = { house: House; ledger: Ledger; questions: Question[] };

/** Asks every node over connections that are kept, for every credential in turn; what was just changed comes first. */
export class Polling {
  readonly #tally: Tally;
  readonly #houses: readonly Settled[];
  readonly #nodes: Asked[];
  readonly #loops: Promise<void>[];
  readonly #pace: Pace;
  readonly #turns: NodeJS.Timeout;
  #over = false;

  constructor(nodes: readonly Node[], houses: readonly Settled[], tally: Tally, size: PollingSize) {
    this.#tally = tally;
    this.#pace = makePace(size.inTurnPerSecond);
    this.#houses = houses;
    this.#nodes = nodes.map((node) => ({ node, urgent: new Set<Urgent>(), resting: [], taken: 0, next: 0 }));
    this.#loops = this.#nodes.flatMap((one) => Array.from({ length: size.connectionsPerNode }, () => this.#poll(one)));
    this.#turns = setInterval(() => this.#wake(1), turnMs);
  }

  /** Asks these next, at every node. @returns when it was done, or took too long. */
  async urge(questions: readonly Question[]): Promise<void> {
    const asking = this.#nodes.flatMap(({ urgent }) => questions.map((question) => askSoon(urgent, question)));
    this.#wake(questions.length);
    await Promise.race([Promise.all(asking), pause(urgeWithinMs)]);
  }

  async stop(): Promise<void> {
    this.#over = true;
    clearInterval(this.#turns);
    this.#wake(Infinity);
    await Promise.all(this.#loops);
  }

  async #poll(one: Asked): Promise<void> {
    const connection = keptConnection(one.node.port);
    while (!this.#over) {
      const urgent = this.#takeUrgent(one);
      const asked = urgent?.question ?? this.#inTurn(one);
      const ledger = asked && this.#houses.find(({ house }) => house === asked.house)?.ledger;
      if (!asked || !ledger) {
        await new Promise<void>((wake) => one.resting.push(wake));
        continue;
      }
      const started = tick();
      const answer = await connection.ask(asked.bytes).catch(() => null);
      urgent?.asked();
      if (!answer) {
        this.#tally.lost++;
        await pause(afterLossMs);
        continue;
      }
      const seen = seenIn(asked.place, answer);
      if (seen) ledger.observe({ question: asked, started, ended: tick(), seen, node: one.node.name });
      else this.#tally.unavailable++;
    }
    connection.close();
  }

  /** @param count of those who rest, at each node. */
  #wake(count: number): void {
    for (const { resting } of this.#nodes) for (const wake of resting.splice(0, count)) wake();
  }

  /** However much is urgent, some are asked for in their turn. */
  #takeUrgent(one: Asked): Urgent | undefined {
    if (++one.taken % inTurnEvery === 0 && this.#pace.leftMs() === 0) return undefined;
    const [urgent] = one.urgent;
    if (urgent) one.urgent.delete(urgent);
    return urgent;
  }

  /** The houses in turn, and in each its questions; none where it is too soon. */
  #inTurn(one: Asked): Question | undefined {
    if (this.#pace.leftMs() > 0) return undefined;
    this.#pace.take();
    const n = one.next++;
    const settled = this.#houses[n % this.#houses.length];
    const round = Math.floor(n / this.#houses.length);
    return settled?.questions[round % settled.questions.length];
  }
}

/** @returns when it was asked, or has given its place up. */
function askSoon(urgent: Set<Urgent>, question: Question): Promise<void> {
  const [oldest] = urgent;
  if (oldest && urgent.size >= urgentMax) {
    urgent.delete(oldest);
    oldest.asked();
  }
  return new Promise((asked) => void urgent.add({ question, asked }));
}
