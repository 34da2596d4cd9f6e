import type { Scope } from "@/lib/core/permissions";
import type { AccountOwner, Owner } from "./remembered";
import { UuidColumn } from "./uuid-column";

/**
 * Records side by side, each at a place of its own. There may be a million: an object for each would take twice the room, and the
 * garbage collector's time. Room for all of them is taken at once, which is memory when it is used; nothing is ever copied to grow.
 */
export class RecordColumns {
  readonly ids: UuidColumn;
  names: string[] = [];
  readonly secretIds: UuidColumn;
  accounts: AccountOwner[] = [];
  members: (Owner | null)[] = [];
  people: (Owner | null)[] = [];
  /** Of those that have any. */
  readonly scopes = new Map<number, Scope[]>();
  /** Milliseconds since 1970; Infinity: never. */
  readonly expires: Float64Array;
  readonly retires: Float64Array;
  /** When time alone changes what is decided. */
  readonly changes: Float64Array;
  readonly flags: Uint16Array;
  /** The place of another secret of the same credential, or `nowhere`. */
  readonly siblings: Int32Array;
  readonly #taken: Uint8Array;
  #length = 0;
  #free: number[] = [];

  constructor(places: number) {
    this.ids = new UuidColumn(places);
    this.secretIds = new UuidColumn(places);
    this.expires = new Float64Array(places);
    this.retires = new Float64Array(places);
    this.changes = new Float64Array(places);
    this.flags = new Uint16Array(places);
    this.siblings = new Int32Array(places);
    this.#taken = new Uint8Array(places);
  }

  /** Places that were ever taken: from 0 up to here. */
  get length(): number {
    return this.#length;
  }

  isTaken(place: number): boolean {
    return this.#taken[place] === 1;
  }

  /** @returns a free place: there is one, or the caller has released one before. */
  take(): number {
    const place = this.#free.pop() ?? this.#length++;
    this.#taken[place] = 1;
    return place;
  }

  release(place: number): void {
    this.#taken[place] = 0;
    this.scopes.delete(place);
    this.#free.push(place);
  }

  /** Releases all places; their numbers stay as they are until they are taken again. */
  clear(): void {
    this.names = [];
    this.accounts = [];
    this.members = [];
    this.people = [];
    this.scopes.clear();
    this.#taken.fill(0, 0, this.#length);
    this.#free = [];
    this.#length = 0;
  }
}
