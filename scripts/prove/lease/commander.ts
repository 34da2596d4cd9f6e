import { AppError } from "@/lib/core/errors";
import { AnswerListener } from "@/lib/core/node/answer-listener";
import { type ChangeParts, runChange } from "@/lib/core/node/run-change";
import { type Connection, type Network, scriptedListening } from "./connection";
import type { Machine } from "./machine";
import { ask, Transaction } from "./transaction";

/** What somebody wants changed; sent again, it is the same intent. A command refuses at its locks or, later, in its `run`. */
export type Intent = { id: string; thing: string; repeatIs: "answered" | "refused" | "refused late" };

/** A change that was answered: the version that it says is in force. */
export type Answer = { thing: string; version: number };

/** What a command does at these moments; on the process's own clock. */
export type Watching = { committed(): void; worked(): void };

/** A process that runs commands: Next's, the API's, the operator's. */
export class Commander {
  readonly machine: Machine;
  connection: Connection | null = null;
  readonly #network: Network;
  readonly #parts: ChangeParts<Transaction>;

  constructor(machine: Machine, network: Network) {
    this.machine = machine;
    this.#network = network;
    const open = scriptedListening(network, machine, (connection) => {
      this.connection = connection;
    });
    this.#parts = {
      clock: machine,
      listener: new AnswerListener(open as ConstructorParameters<typeof AnswerListener>[0]),
      registry: {
        read: () => ask(network, machine, () => this.#registered()),
        remove: async ({ id, beats }) => {
          await ask(network, machine, () => {
            if (network.database.registry.get(id)?.beats !== beats) return;
            network.database.registry.delete(id);
            network.tell(`${machine.name} has taken a silent node from the registry`);
          });
        },
      },
      notify: async (channel, payload, tx) => {
        const { database } = network;
        if (tx) await tx.notify({ channel, payload });
        else await ask(network, machine, () => database.commit(() => undefined, [{ channel, payload }]));
        return new Date(database.clock());
      },
    };
  }

  /**
   * Makes a change as lib/core/command.ts does, or finds it made. @returns what is in force then; a refusal says what it has seen, and
   * that is in force too. @throws Error where it cannot tell what has become of it.
   */
  async change(intent: Intent, watching: Watching): Promise<Answer> {
    const answer: Answer = { thing: intent.thing, version: 0 };
    try {
      await runChange(this.#parts, (announce) => this.#work(intent, answer, announce, watching));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    }
    return answer;
  }

  async #work(
    { id, thing, repeatIs }: Intent,
    answer: Answer,
    announce: (tx: Transaction, touched: readonly string[]) => Promise<Date>,
    { committed, worked }: Watching,
  ): Promise<void> {
    const { database } = this.#network;
    const tx = new Transaction(this.#network, this.machine);
    try {
      const isDone = await tx.lock(thing, () => {
        answer.version = database.versionOf(thing);
        return database.done.has(id);
      });
      const refuse = () => {
        worked();
        throw new AppError("version_conflict", "It is so already.");
      };
      if (isDone && repeatIs === "refused") refuse();
      if (!isDone) answer.version++;
      await announce(tx, isDone && repeatIs === "answered" ? [] : [thing]);
      if (isDone && repeatIs === "refused late") refuse();
      const write = () => {
        database.versions.set(thing, answer.version);
        database.done.add(id);
      };
      await tx.commit(write, committed);
      worked();
    } catch (error) {
      tx.rollBack();
      throw error;
    }
  }

  /** What the table holds, also what no command asks for. */
  #registered() {
    const { registry, clock } = { registry: this.#network.database.registry, clock: this.#network.database.clock() };
    return [...registry].map(([id, { beats, beatAt }]) => ({ id, beats, beatAgeMs: clock - beatAt }));
  }
}
