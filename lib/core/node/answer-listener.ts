import { AppError } from "@/lib/core/errors";
import { type Listening, type ListeningEvents, openListening } from "@/lib/listen";
import { log } from "@/lib/log";
import { processClock, within } from "@/lib/process-clock";
import { makeAnswerChannel, readAnswers } from "./change-message";

type Waiting = { from: Set<string>; wake: () => void };

/** Connecting before it has 0.9 s, and a command is told within 2 s that the database is away. */
const listenWithinMs = 500;

/** Hears the nodes' answers to the changes that this process makes; its connection is opened with the first of them. */
export class AnswerListener {
  readonly channel = makeAnswerChannel();
  readonly #open: typeof openListening;
  readonly #waiting = new Map<string, Waiting>();
  #connection: Promise<Listening> | null = null;

  constructor(open: typeof openListening = openListening) {
    this.#open = open;
  }

  /** Resolves when answers can be heard. @throws AppError `unavailable`. */
  async ready(): Promise<void> {
    this.#connection ??= this.#connect();
    const connection = this.#connection;
    try {
      await connection;
    } catch (error) {
      // Where it was lost while somebody waited, another one may be on its way already.
      if (this.#connection === connection) this.#connection = null;
      log.warn({ err: error }, "the nodes' answers cannot be heard");
      throw new AppError("unavailable", "The database cannot be reached; try again in a moment.", {
        retryAfterSeconds: 1,
      });
    }
  }

  /** Collects the answers to one change until `forget`. Begin before it is announced. */
  collect(changeId: string) {
    const from = new Set<string>();
    const waiting: Waiting = { from, wake: () => undefined };
    this.#waiting.set(changeId, waiting);
    return {
      from: from as ReadonlySet<string>,
      next: () => new Promise<void>((resolve) => (waiting.wake = resolve)),
      forget: () => void this.#waiting.delete(changeId),
    };
  }

  /** Call it where answers are missed: a connection whose peer is silent is given up within 2 s, and `ready` opens another one. */
  check(): void {
    this.#connection?.then((connection) => connection.query("SELECT 1")).catch(() => undefined);
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => null);
    this.#connection = null;
    connection?.close();
  }

  async #connect(): Promise<Listening> {
    const connection = await this.#open("watchword-answers", this.#events);
    if (await within(processClock, listenWithinMs, connection.query(`LISTEN ${this.channel}`))) return connection;
    connection.close();
    throw new Error("LISTEN was not answered in time");
  }

  readonly #events: ListeningEvents = {
    notification: (_channel, payload) => {
      const { nodeId, changeIds } = readAnswers(payload);
      for (const waiting of changeIds.map((id) => this.#waiting.get(id))) {
        waiting?.from.add(nodeId);
        waiting?.wake();
      }
    },
    ended: (reason) => {
      this.#connection = null;
      log.warn({ reason }, "the connection for the nodes' answers was lost");
      // Who waits announces his change again, and the answers come in on the new one.
      if (this.#waiting.size > 0) this.ready().catch(() => undefined);
    },
  };
}
