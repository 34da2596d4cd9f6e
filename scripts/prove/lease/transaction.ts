import type { Network } from "./connection";
import type { Notice } from "./database";
import type { Machine } from "./machine";

/** While a row is locked by somebody else, it is looked at again after so long. */
const lockRetryMs = 3;

/** Runs something in the database from a process, over any connection. An outage fails it before it was executed, or after. */
export function ask<T>(network: Network, machine: Machine, run: () => T): Promise<T> {
  const { timeline, latency, database } = network;
  return new Promise((resolve, reject) => {
    const hear = (call: () => void) => timeline.in(latency(), () => machine.deliver(call));
    const fail = () => hear(() => reject(new Error("the database cannot be reached")));
    if (network.failsUntil > timeline.now) return fail();
    timeline.in(latency(), () =>
      database.execute(latency(), () => {
        if (database.isReplaced) return fail();
        const result = run();
        if (network.failsUntil > timeline.now) return fail();
        hear(() => resolve(result));
      }),
    );
  });
}

/** A transaction of a command: one row lock, what it writes, and what it notifies with its COMMIT. */
export class Transaction {
  readonly notices: Notice[] = [];
  readonly #network: Network;
  readonly #machine: Machine;
  #locked: string | null = null;
  #isCommitting = false;
  #isOver = false;

  constructor(network: Network, machine: Machine) {
    this.#network = network;
    this.#machine = machine;
    // The database rolls back what a dead process left, unless its COMMIT was on the way.
    machine.onDeath(() => network.timeline.in(network.latency(), () => this.#isCommitting || this.#end()));
  }

  /** Waits for the lock of a thing. @returns what is read under it. */
  async lock<T>(thing: string, read: () => T): Promise<T> {
    const { timeline, database, latency } = this.#network;
    return new Promise((resolve) => {
      const look = () => {
        if (this.#isOver) return;
        if (database.locks.has(thing)) return timeline.in(lockRetryMs, look);
        database.locks.set(thing, this);
        this.#locked = thing;
        const seen = read();
        timeline.in(latency(), () => this.#machine.deliver(() => resolve(seen)));
      };
      timeline.in(latency(), () => database.execute(latency(), look));
    });
  }

  async notify(notice: Notice): Promise<void> {
    await ask(this.#network, this.#machine, () => this.notices.push(notice));
  }

  /** @param committed is told at the moment of the COMMIT, in the database. */
  async commit(write: () => void, committed: () => void): Promise<void> {
    // In an outage it is not even sent, and then goes with its process as every other.
    this.#isCommitting = this.#network.failsUntil <= this.#network.timeline.now;
    await ask(this.#network, this.#machine, () => {
      if (this.#isOver) return;
      this.#network.database.commit(write, this.notices);
      this.#end();
      committed();
    });
  }

  rollBack(): void {
    this.#network.timeline.in(this.#network.latency(), () => this.#end());
  }

  #end(): void {
    this.#isOver = true;
    if (this.#locked) this.#network.database.locks.delete(this.#locked);
    this.#locked = null;
  }
}
