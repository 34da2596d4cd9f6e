import type { Change } from "@/lib/core/node/change-message";
import { beatEveryMs, leaseMs } from "@/lib/core/node/lease-terms";
import type { NodeLink, OpenNodeLink } from "@/lib/core/node/node-link";
import { makeId } from "@/lib/core/secrets";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { type ProcessClock, within } from "@/lib/process-clock";
import type { Lease, Sent } from "./lease";

/** After an epoch that ended, before the next one is tried. */
const retryMs = 250;

type Memory = {
  /** Forgets what belongs to these. */
  drop(touched: readonly string[]): void;
  clear(): void;
};

export type LeaseKeeper = {
  /** The registration of this moment; null while there is none. */
  nodeId(): string | null;
  /** Ends the epoch, as if its connection were lost: another one begins. */
  endEpoch(reason: string): void;
  /** Gives the lease up at once, then takes the registration back. No epoch follows. */
  stop(): Promise<void>;
};

/**
 * Keeps a lease alive, epoch after epoch, until it is stopped. An epoch is one LISTEN connection: listen, then register, then beat; what
 * is notified is dropped from memory and answered at once. When the connection fails in any way the epoch ends: no lease, an empty
 * memory. `renewConnections` is called with every registration and every end, for those that lead to another database must not be read.
 */
export function keepLease(
  clock: ProcessClock,
  openLink: OpenNodeLink,
  { lease, memory, renewConnections }: { lease: Lease; memory: Memory; renewConnections: () => void },
): LeaseKeeper {
  let current: Epoch | null = null;
  let stopping = false;
  let wake = () => {};
  const endMemory = () => {
    lease.end();
    memory.clear();
  };
  const run = async () => {
    for (let previousId: string | null = null; !stopping; ) {
      current = new Epoch(clock, lease, memory, renewConnections);
      try {
        await current.live(openLink, previousId);
      } catch (error) {
        if (!stopping) log.warn({ err: error }, "the lease is over; decisions read the database");
      }
      endMemory();
      metrics().epochs.inc();
      previousId = current.id;
      current = null;
      renewConnections();
      if (!stopping) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          clock.after(retryMs, resolve);
        });
      }
    }
  };
  const done = run();
  return {
    nodeId: () => current?.registeredId ?? null,
    endEpoch: (reason) => current?.end(reason),
    stop: async () => {
      stopping = true;
      // Before the registration goes: from then on nobody waits for us.
      endMemory();
      wake();
      await current?.retire();
      await done;
    },
  };
}

/** One LISTEN connection and what depends on it. */
class Epoch {
  readonly id = makeId();
  /** Its id once commands can see it. */
  registeredId: string | null = null;
  readonly #clock: ProcessClock;
  readonly #lease: Lease;
  readonly #memory: Memory;
  readonly #onRegistered: () => void;
  #link: NodeLink | null = null;
  /** The heartbeat under way. */
  #beating: { number: number; sent: Sent; cameBack: () => void } | null = null;
  #unanswered: Change[] = [];
  #isAnswering = false;
  #over = false;
  #fail: (error: Error) => void = () => {};
  /** Rejects when the epoch ends. */
  readonly #ended = new Promise<never>((_resolve, reject) => {
    this.#fail = reject;
  });

  constructor(clock: ProcessClock, lease: Lease, memory: Memory, onRegistered: () => void) {
    this.#onRegistered = onRegistered;
    this.#clock = clock;
    this.#lease = lease;
    this.#memory = memory;
    this.#ended.catch(() => undefined);
  }

  /** @throws Error why it ended; it does not end otherwise. */
  async live(openLink: OpenNodeLink, previousId: string | null): Promise<never> {
    const events = {
      changed: (change: Change) => this.#changed(change),
      beatCameBack: (number: number, databaseMs: number) => this.#prolong(number, databaseMs),
      ended: (reason: string) => this.end(reason),
    };
    const opening = openLink(this.id, events);
    // One that comes up too late is of no use to anybody.
    opening.then((link) => this.#over && link.close()).catch(() => undefined);
    try {
      this.#link = await this.#step(opening);
      await this.#step(this.#link.listen());
      // Who was told to stop meanwhile has taken his registration back already.
      if (this.#over) await this.#ended;
      await this.#step(this.#link.register(previousId));
      this.registeredId = this.id;
      this.#onRegistered();
      for (let number = 1; ; number++) await this.#beat(this.#link, number);
    } finally {
      this.#over = true;
      this.#link?.close();
    }
  }

  end(reason: string): void {
    // At once, not when the loop hears of it: nothing may be kept or answered meanwhile.
    this.#over = true;
    this.#lease.end();
    this.#fail(new Error(reason));
  }

  /** Commands wait for us no more; call it when nothing is remembered any more. */
  async retire(): Promise<void> {
    this.#over = true;
    // Who connects while it goes must not miss it.
    this.registeredId = null;
    await within(this.#clock, leaseMs, this.#link?.unregister() ?? Promise.resolve()).catch(() => null);
    this.end("the process stops");
  }

  async #beat(link: NodeLink, number: number): Promise<void> {
    const sent = { monotonic: this.#clock.monotonic(), wall: this.#clock.wall() };
    const cameBack = new Promise<void>((resolve) => {
      this.#beating = { number, sent, cameBack: resolve };
    });
    if (!(await this.#step(link.beat(number)))) throw new Error("the registration was taken away");
    await this.#step(cameBack);
    const pauseMs = beatEveryMs - (this.#clock.monotonic() - sent.monotonic);
    await Promise.race([this.#ended, new Promise<void>((resolve) => void this.#clock.after(pauseMs, resolve))]);
  }

  #prolong(number: number, databaseMs: number): void {
    if (this.#over || this.#beating?.number !== number) return;
    if (this.#lease.prolong(this.#beating.sent, databaseMs)) this.#memory.clear();
    this.#beating.cameBack();
  }

  #changed(change: Change): void {
    if (this.#over) return;
    this.#memory.drop(change.touched);
    this.#lease.forgot();
    this.#unanswered.push(change);
    if (!this.#isAnswering) void this.#answer();
  }

  /** Those that come in while one answer is under way are answered together. */
  async #answer(): Promise<void> {
    this.#isAnswering = true;
    try {
      while (this.#unanswered.length > 0) await this.#link?.acknowledge(this.#unanswered.splice(0));
    } catch (error) {
      this.end(error instanceof Error ? error.message : "an answer could not be sent");
    }
    this.#isAnswering = false;
  }

  /** A step that takes longer than a lease has failed. */
  async #step<T>(work: Promise<T>): Promise<T> {
    const result = await Promise.race([
      this.#ended,
      within(
        this.#clock,
        leaseMs,
        work.then((value) => ({ value })),
      ),
    ]);
    if (!result) throw new Error("the database did not answer in time");
    return result.value;
  }
}
