import type { Listening, ListeningEvents } from "@/lib/listen";
import type { Dice } from "@/scripts/prove/dice";
import type { Database, Listener, Notice } from "./database";
import type { Machine } from "./machine";
import { Pipe } from "./pipe";
import { executeStatement, type Session } from "./statements";
import type { Timeline } from "./timeline";

const connectWithinMs = 900;
const answerWithinMs = 2000;

/** What lies between the processes and the database. */
export type Network = {
  timeline: Timeline;
  dice: Dice;
  latency: () => number;
  /** Where new connections lead to. */
  database: Database;
  /** Queries of pools fail before that. */
  failsUntil: number;
};

type Job = {
  text: string;
  values: unknown[];
  resolve: (rows: object[]) => void;
  reject: (error: Error) => void;
  cancel: () => void;
};

/** A process's connection for LISTEN, as lib/listen.ts makes it, and the database's end of it. */
export class Connection implements Listener, Session {
  readonly database: Database;
  readonly channels = new Set<string>();
  readonly #network: Network;
  readonly #machine: Machine;
  readonly #events: ListeningEvents;
  readonly #toServer: Pipe;
  readonly #toClient: Pipe;
  #jobs: Job[] = [];
  #isBusy = false;
  #isOpen = true;
  /** Notifications come in order, each some time after its commit, whatever answers overtake them. */
  #lastNoticeAt = 0;

  constructor(network: Network, machine: Machine, events: ListeningEvents) {
    const { timeline, latency, database } = network;
    this.#network = network;
    this.#machine = machine;
    this.#events = events;
    this.database = database;
    this.#toServer = new Pipe(timeline, latency, (call) => call());
    this.#toClient = new Pipe(timeline, latency, (call) => machine.deliver(call));
    database.listeners.add(this);
    // The kernel closes what a dead process had open.
    machine.onDeath(() => this.#toServer.send(() => this.#endServer()));
  }

  get isOpen(): boolean {
    return this.#isOpen && !this.#machine.isDead;
  }

  hears(channel: string): boolean {
    return this.channels.has(channel);
  }

  tell({ channel, payload }: Notice): void {
    const { timeline, latency } = this.#network;
    this.#lastNoticeAt = Math.max(this.#lastNoticeAt, timeline.now + latency(), this.database.standsUntil);
    timeline.at(this.#lastNoticeAt, () =>
      this.#toClient.send(() => this.#isOpen && this.#events.notification(channel, payload)),
    );
  }

  /** The database's end is over; the client hears of it later, or never. */
  cut(heardAfterMs: number | null, isInFlightLost: boolean): void {
    this.#endServer();
    this.#toServer.lose();
    if (isInFlightLost) this.#toClient.lose();
    else this.#toClient.close();
    if (heardAfterMs === null) return;
    this.#network.timeline.in(heardAfterMs, () => this.#machine.deliver(() => this.#end("the connection was cut")));
  }

  /** What is sent arrives no more, and nobody says so. */
  swallow(direction: "to the server" | "to the client"): void {
    (direction === "to the server" ? this.#toServer : this.#toClient).lose();
  }

  stall(direction: "to the server" | "to the client", ms: number): void {
    (direction === "to the server" ? this.#toServer : this.#toClient).stall(ms);
  }

  /** The database notifies this connection of nothing for a span, and answers its statements meanwhile. */
  stallNotices(ms: number): void {
    this.#lastNoticeAt = Math.max(this.#lastNoticeAt, this.#network.timeline.now + ms);
  }

  async query(text: string, values: unknown[] = []): Promise<object[]> {
    try {
      return await new Promise<object[]>((resolve, reject) => {
        if (!this.#isOpen) return reject(new Error("the connection is closed"));
        const cancel = this.#machine.after(answerWithinMs, () => reject(new Error("no answer in time")));
        this.#jobs.push({ text, values, resolve, reject, cancel });
        this.#next();
      });
    } catch (error) {
      this.#end((error as Error).message);
      throw error;
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#toServer.send(() => this.#endServer());
    for (const { reject, cancel } of this.#jobs.splice(0)) {
      cancel();
      reject(new Error("the connection was closed"));
    }
  }

  #end(reason: string): void {
    if (!this.#isOpen) return;
    this.close();
    this.#events.ended(reason);
  }

  /** Statements go out one after another, as those of `pg` do. */
  #next(): void {
    const job = this.#jobs[0];
    if (!job || this.#isBusy || !this.#isOpen) return;
    this.#isBusy = true;
    this.#toServer.send(() => this.#execute(job));
  }

  #execute(job: Job): void {
    const clockAtStart = this.database.clock();
    this.database.execute(this.#network.latency(), () => {
      const isWrite = !/^(SET|LISTEN|SELECT 1)/.test(job.text);
      // Without its standby the old database finishes no commit.
      if (this.database.isReplaced && isWrite) return;
      const rows = executeStatement(this, job.text, job.values, clockAtStart);
      this.#toClient.send(() => {
        if (!this.#isOpen) return;
        this.#isBusy = false;
        this.#jobs.shift();
        job.cancel();
        job.resolve(rows);
        this.#next();
      });
    });
  }

  #endServer(): void {
    this.database.listeners.delete(this);
  }
}

/** As `openListening` of lib/listen.ts. @param opened is told of each connection that came up. */
export function scriptedListening(network: Network, machine: Machine, opened: (connection: Connection) => void) {
  return (_name: string, events: ListeningEvents): Promise<Listening> =>
    new Promise((resolve, reject) => {
      let isLate = false;
      const cancel = machine.after(connectWithinMs, () => {
        isLate = true;
        reject(new Error("connecting took too long"));
      });
      network.timeline.in(network.latency() + network.latency(), () =>
        machine.deliver(() => {
          if (isLate) return;
          cancel();
          const connection = new Connection(network, machine, events);
          opened(connection);
          resolve(connection as unknown as Listening);
        }),
      );
    });
}
