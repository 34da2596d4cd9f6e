import type { Scope } from "@/lib/core/permissions";
import type { AccountOwner, Owner } from "./remembered";
import { UuidColumn } from "./uuid-column";

const placesAtFirst = 1024;

/**
 * Records side by side, each at a place of its own. There may be a million: an object for each would take twice the room, and the
 * garbage collector's time.
 */
export class RecordColumns {
  readonly ids = new UuidColumn();
  readonly names: string[] = [];
  readonly secretIds = new UuidColumn();
  readonly accounts: AccountOwner[] = [];
  readonly members: (Owner | null)[] = [];
  readonly people: (Owner | null)[] = [];
  /** Of those that have any. */
  readonly scopes = new Map<number, Scope[]>();
  /** Milliseconds since 1970; Infinity: never. */
  expires = new Float64Array(placesAtFirst);
  retires = new Float64Array(placesAtFirst);
  /** When time alone changes what is decided. */
  changes = new Float64Array(placesAtFirst);
  flags = new Uint16Array(placesAtFirst);
  /** The place of another secret of the same credential, or `nowhere`. */
  siblings = new Int32Array(placesAtFirst);
  #taken = new Uint8Array(placesAtFirst);
  #length = 0;
  readonly #free: number[] = [];

  /** Places that were ever taken: from 0 up to here. */
  get length(): number {
    return this.#length;
  }

  isTaken(place: number): boolean {
    return this.#taken[place] === 1;
  }

  take(): number {
    const place = this.#free.pop() ?? this.#length++;
    if (place >= this.flags.length) this.#grow();
    this.#taken[place] = 1;
    return place;
  }

  release(place: number): void {
    this.#taken[place] = 0;
    this.scopes.delete(place);
    this.#free.push(place);
  }

  #grow(): void {
    const length = this.flags.length * 2;
    const longer = <Column extends Float64Array | Uint16Array | Int32Array | Uint8Array>(
      column: Column,
      next: Column,
    ): Column => {
      next.set(column);
      return next;
    };
    this.expires = longer(this.expires, new Float64Array(length));
    this.retires = longer(this.retires, new Float64Array(length));
    this.changes = longer(this.changes, new Float64Array(length));
    this.flags = longer(this.flags, new Uint16Array(length));
    this.siblings = longer(this.siblings, new Int32Array(length));
    this.#taken = longer(this.#taken, new Uint8Array(length));
  }
}
