import type { ReadRecord } from "@/lib/core/verification/credential-record";
import { KeyIndex } from "./key-index";
import { RecordColumns } from "./record-columns";
import { type AccountOwner, nowhere, type Owner, type Owners, Remembered } from "./remembered";
import { UnknownSecrets } from "./unknown-secrets";
import { bytesOfUuid } from "./uuid-column";

/** Entries that are passed over for being used, before one has to go all the same. */
const secondChancesMax = 64;

/**
 * The credentials that were read, in memory, bounded in number. Dropping what they belong to marks it, and they are found forgotten
 * when they are next asked for: an account with a million of them is dropped as fast as one passcode.
 */
export class CredentialCache {
  readonly #entriesMax: number;
  readonly #columns: RecordColumns;
  /** The places of secrets. */
  readonly #secrets: KeyIndex;
  /** The place of the first secret of each credential; the others are its siblings. */
  readonly #credentials: KeyIndex;
  readonly #unknown = new UnknownSecrets();
  #owners = new Map<string, Owner>();
  /** Where the search for the next one that has to go goes on. */
  #hand = 0;

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
    this.#columns = new RecordColumns(entriesMax);
    this.#secrets = new KeyIndex(entriesMax);
    this.#credentials = new KeyIndex(entriesMax);
  }

  get size(): number {
    return this.#secrets.size;
  }

  /**
   * What is remembered of a secret, as long as nothing else is asked of the cache.
   * @param key what a cryptographic hash made of the secret, as a string of bytes.
   */
  get(key: string): Remembered | null {
    const entry = this.#at(this.#secrets.find(key));
    if (!entry) return null;
    if (entry.isForgotten()) {
      this.#remove(entry);
      return null;
    }
    entry.used = true;
    return entry;
  }

  /** Whether the database was asked for this secret and knew nothing of it. */
  isUnknown(key: string): boolean {
    return this.#unknown.has(key);
  }

  setUnknown(key: string): void {
    this.#unknown.add(key);
  }

  set(key: string, record: ReadRecord): void {
    this.#unknown.delete(key);
    const known = this.#at(this.#secrets.find(key));
    if (known) this.#remove(known);
    else if (this.size >= this.#entriesMax) this.#evict();
    const owners = this.#ownersOf(record);
    const entry = Remembered.add(this.#columns, record, owners);
    for (const owner of [owners.account, owners.member, owners.person]) if (owner) owner.credentials++;
    const credential = bytesOfUuid(record.id);
    entry.sibling = this.#at(this.#credentials.find(credential));
    if (entry.sibling) this.#credentials.delete(entry.sibling.place);
    this.#credentials.add(credential, entry.place);
    this.#secrets.add(key, entry.place);
  }

  /** From now on nothing is found that is one of these, or belongs to one: ids (uuids) of credentials, memberships, people, accounts. */
  drop(ids: readonly string[]): void {
    this.#unknown.clear();
    for (const id of ids) this.#forget(id);
  }

  clear(): void {
    this.#unknown.clear();
    this.#columns.clear();
    this.#secrets.clear();
    this.#credentials.clear();
    this.#owners = new Map();
    this.#hand = 0;
  }

  #forget(id: string): void {
    const owner = this.#owners.get(id);
    if (owner) owner.forgotten = true;
    this.#owners.delete(id);
    const first = this.#at(this.#credentials.find(bytesOfUuid(id)));
    for (let entry = first; entry; entry = entry.sibling) entry.forget();
    if (first) this.#credentials.delete(first.place);
  }

  #at(place = nowhere): Remembered | null {
    return place === nowhere ? null : new Remembered(this.#columns, place);
  }

  #ownersOf({ account_key, account_id, account_name, user_id, person_id }: ReadRecord): Owners {
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
    this.#forget(id);
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

  #remove(entry: Remembered): void {
    this.#secrets.delete(entry.place);
    this.#unlink(entry);
    this.#columns.release(entry.place);
    for (const owner of [entry.account, entry.member, entry.person]) {
      if (owner && --owner.credentials === 0 && !owner.forgotten) this.#owners.delete(owner.id);
    }
  }

  #unlink({ id, place, sibling }: Remembered): void {
    const credential = bytesOfUuid(id);
    const first = this.#at(this.#credentials.find(credential));
    if (first?.place === place) {
      this.#credentials.delete(place);
      if (sibling) this.#credentials.add(credential, sibling.place);
      return;
    }
    for (let one = first; one; one = one.sibling) if (one.sibling?.place === place) one.sibling = sibling;
  }

  /** The next one in turn that was not asked for since the last time round. */
  #evict(): void {
    for (let passed = 0; ; this.#hand = (this.#hand + 1) % this.#columns.length) {
      if (!this.#columns.isTaken(this.#hand)) continue;
      const entry = new Remembered(this.#columns, this.#hand);
      if (!entry.used || passed === secondChancesMax) {
        this.#remove(entry);
        return;
      }
      entry.used = false;
      passed++;
    }
  }
}
