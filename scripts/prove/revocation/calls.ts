import { setTimeout as pause } from "node:timers/promises";
import { bearer } from "@/lib/api/testing/headers";
import type { Dice } from "@/scripts/prove/dice";
import {
  type Answer,
  type Connection,
  keptConnection,
  type Request,
  requestBytes,
} from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";
import type { OpenChange } from "./ledger";
import type { House } from "./model";

const pauseMs = 30;

/** What a call came to. `already`: it found its change made. */
// biome-ignore lint/suspicious/noExplicitAny: each of some forty kinds of change reads another body
export type Done = { status: number; body: any; attempts: number; already: boolean; ms: number; node: Node };

/** How long a changing call took, and whether something was done meanwhile to the node that it asked, or to another one. */
export type Wait = { ms: number; trouble: "none" | "of another node" | "of its own node" };

type Given = {
  /** Told when the answer is there that says what is so. */
  change?: OpenChange;
  /** The code or status by which a repeat is told that it was done before. */
  already?: string;
  /** Sent at once to two nodes; whichever answers first has said it. */
  twice?: boolean;
};

/** Calls of a client who does not give up: what could not be told is asked again, at some other node. */
export class Calls {
  readonly #nodes: readonly Node[];
  readonly #dice: Dice;
  readonly #free = new Map<Node, Connection[]>();
  readonly waits: Wait[] = [];
  /** Answers that no call should have. */
  readonly errors: string[] = [];

  constructor(nodes: readonly Node[], dice: Dice) {
    this.#nodes = nodes;
    this.#dice = dice;
  }

  /** @throws Error where it is refused. */
  async call(request: Request, given: Given = {}): Promise<Done> {
    if (!given.twice) return this.#settle(request, given, this.#dice.oneOf(this.#nodes));
    const first = this.#dice.upTo(this.#nodes.length);
    const second = this.#nodes[(first + 1) % this.#nodes.length] as Node;
    const both = [this.#nodes[first] as Node, second].map((node) => this.#settle(request, given, node));
    const [one, other] = await Promise.all(both as [Promise<Done>, Promise<Done>]);
    return one.already ? other : one;
  }

  /** A call of the management API, by the account's own key. */
  manage(
    house: House,
    method: string,
    path: string,
    given: Given & { body?: object; key?: string } = {},
  ): Promise<Done> {
    const { body, key } = given;
    const headers = { ...bearer(house.key), ...(key && { "idempotency-key": key }) };
    return this.call({ method, path: `/v1/accounts/${house.id}${path}`, headers, body }, given);
  }

  async #settle(request: Request, { change, already, twice }: Given, first: Node): Promise<Done> {
    const bytes = requestBytes(request);
    for (let attempts = 1, node = first; ; attempts++, node = this.#dice.oneOf(this.#nodes)) {
      const started = performance.now();
      const answer = await this.#ask(node, bytes);
      const body = answer && answer.status !== 204 ? JSON.parse(answer.body) : null;
      if (!answer || !this.#isClear(request, answer, body)) {
        await pause(pauseMs);
        continue;
      }
      const { status } = answer;
      const isAlready =
        (attempts > 1 || Boolean(twice)) && already !== undefined && [body?.code, `${status}`].includes(already);
      if (status >= 300 && !isAlready) throw new Error(`${request.method} ${request.path}: ${status} ${answer.body}`);
      change?.answered();
      const ms = performance.now() - started;
      if (change) this.waits.push({ ms, trouble: this.#troubleSince(started, node) });
      return { status, body, attempts, already: isAlready, ms, node };
    }
  }

  /** Whether an answer says what is so. */
  #isClear({ method, path }: Request, { status }: Answer, body: { code?: string } | null): boolean {
    if (status === 503 || body?.code === "idempotency_in_flight") return false;
    if (status < 500) return true;
    this.errors.push(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return false;
  }

  async #ask(node: Node, bytes: string): Promise<Answer | null> {
    const free = this.#free.get(node) ?? [];
    this.#free.set(node, free);
    const connection = free.pop() ?? keptConnection(node.port);
    try {
      const answer = await connection.ask(bytes);
      free.push(connection);
      return answer;
    } catch {
      connection.close();
      return null;
    }
  }

  /** A change that this process made as the console's half does. */
  noteWait(started: number): void {
    this.waits.push({ ms: performance.now() - started, trouble: this.#troubleSince(started, null) });
  }

  #troubleSince(started: number, own: Node | null): Wait["trouble"] {
    if (own && own.troubledUntil > started) return "of its own node";
    return this.#nodes.some(({ troubledUntil }) => troubledUntil > started) ? "of another node" : "none";
  }

  close(): void {
    for (const connection of [...this.#free.values()].flat()) connection.close();
  }
}
