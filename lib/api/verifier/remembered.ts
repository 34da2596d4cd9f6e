import type { Scope } from "@/lib/core/permissions";
import { type CredentialKind, credentialKinds, type ReadRecord } from "@/lib/core/verification/credential-record";
import { changesAt, type DecidableRecord } from "@/lib/core/verification/decide-credential";
import type { RecordColumns } from "./record-columns";

/** What credentials belong to and are forgotten with: a membership, a person, an account. */
export type Owner = { readonly id: string; credentials: number; forgotten: boolean };
/** An account stands once in memory, whatever belongs to it. */
export type AccountOwner = Owner & { readonly publicId: string; readonly name: string };

export type Owners = { account: AccountOwner; member: Owner | null; person: Owner | null };

const noScopes: Scope[] = [];
/** Six answers of one bit and the kind, in one number. */
const [isSuspended, hasDialectOn, takesUserPasscodesOnly, hasEnded, isForgotten, isUsed] = [1, 2, 4, 8, 16, 32];
const kindShift = 8;
/** The place of nothing. */
export const nowhere = -1;

/** A record as it is remembered, seen through its place in the columns: good until something else is remembered there. */
export class Remembered implements DecidableRecord {
  readonly place: number;
  readonly #columns: RecordColumns;

  constructor(columns: RecordColumns, place: number) {
    this.#columns = columns;
    this.place = place;
  }

  /** Remembers a record at a place of its own. */
  static add(columns: RecordColumns, record: ReadRecord, { account, member, person }: Owners): Remembered {
    const place = columns.take();
    columns.ids.set(place, record.id);
    columns.names[place] = record.name;
    columns.secretIds.set(place, record.secret_id);
    if (record.scopes.length > 0) columns.scopes.set(place, record.scopes);
    columns.accounts[place] = account;
    columns.members[place] = member;
    columns.people[place] = person;
    columns.expires[place] = record.expires_at?.getTime() ?? Infinity;
    columns.retires[place] = record.retires_at?.getTime() ?? Infinity;
    columns.changes[place] = changesAt(record, record.now.getTime());
    columns.siblings[place] = nowhere;
    columns.flags[place] =
      (credentialKinds.indexOf(record.kind) << kindShift) |
      (record.suspended ? isSuspended : 0) |
      (record.dialect_on ? hasDialectOn : 0) |
      (record.user_passcodes_only ? takesUserPasscodesOnly : 0) |
      (record.ended ? hasEnded : 0);
    return new Remembered(columns, place);
  }

  get kind(): CredentialKind {
    return credentialKinds[this.#flags >> kindShift] as CredentialKind;
  }
  get id(): string {
    return this.#columns.ids.get(this.place) as string;
  }
  get name(): string {
    return this.#columns.names[this.place] as string;
  }
  get secret_id(): string | null {
    return this.#columns.secretIds.get(this.place);
  }
  get scopes(): Scope[] {
    return this.#columns.scopes.get(this.place) ?? noScopes;
  }
  get account(): AccountOwner {
    return this.#columns.accounts[this.place] as AccountOwner;
  }
  get member(): Owner | null {
    return this.#columns.members[this.place] as Owner | null;
  }
  get person(): Owner | null {
    return this.#columns.people[this.place] as Owner | null;
  }
  get user_id(): string | null {
    return this.member?.id ?? null;
  }
  get person_id(): string | null {
    return this.person?.id ?? null;
  }
  get account_id(): string {
    return this.account.publicId;
  }
  get account_name(): string {
    return this.account.name;
  }
  get account_key(): string {
    return this.account.id;
  }
  get expires_at(): Date | null {
    return dateOf(this.#columns.expires[this.place] as number);
  }
  get retires_at(): Date | null {
    return dateOf(this.#columns.retires[this.place] as number);
  }
  get suspended(): boolean {
    return (this.#flags & isSuspended) !== 0;
  }
  get dialect_on(): boolean {
    return (this.#flags & hasDialectOn) !== 0;
  }
  get user_passcodes_only(): boolean {
    return (this.#flags & takesUserPasscodesOnly) !== 0;
  }
  get ended(): boolean {
    return (this.#flags & hasEnded) !== 0;
  }

  /** Whether what is decided of it now is what was decided when it was read. @param databaseMs the database's clock at most. */
  stands(databaseMs: number): boolean {
    return (this.#columns.changes[this.place] as number) > databaseMs;
  }

  /** Asked for since somebody last looked for one that may go. */
  get used(): boolean {
    return (this.#flags & isUsed) !== 0;
  }
  set used(used: boolean) {
    this.#flags = used ? this.#flags | isUsed : this.#flags & ~isUsed;
  }

  forget(): void {
    this.#flags |= isForgotten;
  }

  /** Whether it was forgotten, by itself or with what it belongs to. */
  isForgotten(): boolean {
    return (
      (this.#flags & isForgotten) !== 0 ||
      this.account.forgotten ||
      (this.member?.forgotten ?? false) ||
      (this.person?.forgotten ?? false)
    );
  }

  /** Another secret of the same credential: while it rotates, and dead ones. */
  get sibling(): Remembered | null {
    const place = this.#columns.siblings[this.place] as number;
    return place === nowhere ? null : new Remembered(this.#columns, place);
  }
  set sibling(sibling: Remembered | null) {
    this.#columns.siblings[this.place] = sibling?.place ?? nowhere;
  }

  get #flags(): number {
    return this.#columns.flags[this.place] as number;
  }
  set #flags(flags: number) {
    this.#columns.flags[this.place] = flags;
  }
}

const dateOf = (ms: number) => (ms === Infinity ? null : new Date(ms));
