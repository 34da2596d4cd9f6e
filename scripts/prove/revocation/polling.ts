import { setTimeout as pause } from "node:timers/promises";
import { keptConnection } from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";
import { type Ledger, type Tally, tick } from "./ledger";
import type { House } from "./model";
import { type Question, seenIn } from "./questions";

const afterLossMs = 20;
/** A node that stands still is not waited for. */
const urgeWithinMs = 1000;

type Urgent = { question: Question; asked: () => void };
type Asked = { node: Node; urgent: Urgent[]; next: number };

export type Settled = { house: House; ledger: Ledger; questions: Question[] };

/** Asks every node without pause, over connections that are kept, for every credential; what was just changed comes first. */
export class Polling {
  readonly #tally: Tally;
  readonly #houses: readonly Settled[];
  readonly #nodes: Asked[];
  readonly #loops: Promise<void>[];
  #over = false;

  constructor(nodes: readonly Node[], connections: number, houses: readonly Settled[], tally: Tally) {
    this.#tally = tally;
    this.#houses = houses;
    this.#nodes = nodes.map((node) => ({ node, urgent: [], next: 0 }));
    this.#loops = this.#nodes.flatMap((one) => Array.from({ length: connections }, () => this.#poll(one)));
  }

  /** Asks these next, at every node. @returns when it was done, or took too long. */
  async urge(questions: readonly Question[]): Promise<void> {
    const asking = this.#nodes.flatMap(({ urgent }) =>
      questions.map((question) => new Promise<void>((asked) => void urgent.push({ question, asked }))),
    );
    await Promise.race([Promise.all(asking), pause(urgeWithinMs)]);
  }

  async stop(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#loops);
  }

  async #poll(one: Asked): Promise<void> {
    const connection = keptConnection(one.node.port);
    while (!this.#over) {
      const urgent = one.urgent.shift();
      const asked = urgent?.question ?? this.#inTurn(one);
      const ledger = asked && this.#houses.find(({ house }) => house === asked.house)?.ledger;
      if (!asked || !ledger) {
        await pause(5);
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

  /** The houses in turn, and in each its questions. */
  #inTurn(one: Asked): Question | undefined {
    const n = one.next++;
    const settled = this.#houses[n % this.#houses.length];
    const round = Math.floor(n / this.#houses.length);
    return settled?.questions[round % settled.questions.length];
  }
}
