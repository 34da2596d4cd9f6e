import type { CredentialRecord } from "@/lib/core/verification/credential-record";
import { type AccountOwner, type Owner, type Owners, Remembered } from "./remembered";

/** Entries that are passed over for being used, before one has to go all the same. */
const secondChancesMax = 64;

/**
 * The credentials that were read, in memory, bounded in number. Dropping what they belong to marks it, and they are found forgotten
 * when they are next asked for: an account with a million of them is dropped as fast as one passcode.
 */
export class CredentialCache {
  readonly #entriesMax: number;
  #entries = new Map<string, Remembered>();
  /** The first secret of each credential; the others are its siblings. */
  #credentials = new Map<string, Remembered>();
  #owners = new Map<string, Owner>();
  /** Where the search for the next one that has to go goes on. */
  #hand = this.#entries.entries();

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** What is remembered of a secret. @param key what stands for the secret. */
  get(key: string): Remembered | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    if (entry.isForgotten()) {
      this.#remove(key, entry);
      return null;
    }
    entry.used = true;
    return entry;
  }

  set(key: string, record: CredentialRecord): void {
    const known = this.#entries.get(key);
    if (known) this.#remove(key, known);
    else if (this.#entries.size >= this.#entriesMax) this.#evict();
    const owners = this.#ownersOf(record);
    const entry = new Remembered(record, owners);
    for (const owner of [owners.account, owners.member, owners.person]) if (owner) owner.credentials++;
    entry.sibling = this.#credentials.get(entry.id) ?? null;
    this.#credentials.set(entry.id, entry);
    this.#entries.set(key, entry);
  }

  /** From now on nothing is found that is one of these, or belongs to one: ids of credentials, memberships, people, accounts. */
  drop(ids: readonly string[]): void {
    for (const id of ids) {
      const owner = this.#owners.get(id);
      if (owner) owner.forgotten = true;
      this.#owners.delete(id);
      for (let entry = this.#credentials.get(id) ?? null; entry; entry = entry.sibling) entry.forget();
      this.#credentials.delete(id);
    }
  }

  clear(): void {
    this.#entries = new Map();
    this.#credentials = new Map();
    this.#owners = new Map();
    this.#hand = this.#entries.entries();
  }

  #ownersOf({ account_key, account_id, account_name, user_id, person_id }: CredentialRecord): Owners {
    return {
      account: this.#account(account_key, account_id, account_name),
      member: user_id === null ? null : this.#owner(user_id),
      person: person_id === null ? null : this.#owner(person_id),
    };
  }

  /** What was read of an account before and says otherwise is no more true. */
  #account(id: string, publicId: string, name: string): AccountOwner {
    const known = this.#owners.get(id) as AccountOwner | undefined;
    if (known?.publicId === publicId && known.name === name) return known;
    this.drop([id]);
    const account = { id, credentials: 0, forgotten: false, publicId, name };
    this.#owners.set(id, account);
    return account;
  }

  #owner(id: string): Owner {
    const known = this.#owners.get(id);
    if (known) return known;
    const owner = { id, credentials: 0, forgotten: false };
    this.#owners.set(id, owner);
    return owner;
  }

  #remove(key: string, entry: Remembered): void {
    this.#entries.delete(key);
    this.#unlink(entry);
    for (const owner of [entry.account, entry.member, entry.person]) {
      if (owner && --owner.credentials === 0 && !owner.forgotten) this.#owners.delete(owner.id);
    }
  }

  #unlink(entry: Remembered): void {
    const first = this.#credentials.get(entry.id) ?? null;
    if (first === entry) {
      if (entry.sibling) this.#credentials.set(entry.id, entry.sibling);
      else this.#credentials.delete(entry.id);
      return;
    }
    for (let one = first; one; one = one.sibling) if (one.sibling === entry) one.sibling = entry.sibling;
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
