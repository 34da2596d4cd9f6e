/** Something that entries belong to and that can be dropped with all of them: a credential, a membership, a person, an account. */
type Owner = { id: string; entries: number; dropped: boolean };

type Entry<Value> = { value: Value; owners: Owner[]; used: boolean };

/** Entries that are passed over for being used, before one has to go all the same. */
const secondChancesMax = 64;

/**
 * What was decided, in memory, bounded in entries. Dropping an owner marks it, and the entries that belong to it are found dead when
 * they are next asked for: an account with a million of them is dropped as fast as one.
 */
export class CredentialCache<Value> {
  readonly #entriesMax: number;
  #entries = new Map<string, Entry<Value>>();
  #owners = new Map<string, Owner>();
  /** Where the search for the next one that has to go goes on. */
  #hand = this.#entries.entries();

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    for (const owner of entry.owners) {
      if (!owner.dropped) continue;
      this.#remove(key, entry);
      return null;
    }
    entry.used = true;
    return entry.value;
  }

  /** @param ownerIds of all that it belongs to. */
  set(key: string, value: Value, ownerIds: readonly string[]): void {
    const known = this.#entries.get(key);
    if (known) this.#remove(key, known);
    else if (this.#entries.size >= this.#entriesMax) this.#evict();
    const owners = ownerIds.map((id) => this.#owner(id));
    for (const owner of owners) owner.entries++;
    this.#entries.set(key, { value, owners, used: false });
  }

  /** From now on nothing that belongs to one of them is found. */
  drop(ownerIds: readonly string[]): void {
    for (const id of ownerIds) {
      const owner = this.#owners.get(id);
      if (!owner) continue;
      owner.dropped = true;
      this.#owners.delete(id);
    }
  }

  clear(): void {
    this.#entries = new Map();
    this.#owners = new Map();
    this.#hand = this.#entries.entries();
  }

  #owner(id: string): Owner {
    const known = this.#owners.get(id);
    if (known) return known;
    const owner = { id, entries: 0, dropped: false };
    this.#owners.set(id, owner);
    return owner;
  }

  #remove(key: string, entry: Entry<Value>): void {
    this.#entries.delete(key);
    for (const owner of entry.owners) {
      if (--owner.entries === 0 && !owner.dropped) this.#owners.delete(owner.id);
    }
  }

  /** The next one in turn that was not asked for since the last time round. */
  #evict(): void {
    for (let passed = 0; ; passed++) {
      const next = this.#hand.next();
      if (next.done) {
        this.#hand = this.#entries.entries();
        continue;
      }
      const [key, entry] = next.value;
      if (entry.used && passed < secondChancesMax) entry.used = false;
      else {
        this.#remove(key, entry);
        return;
      }
    }
  }
}
