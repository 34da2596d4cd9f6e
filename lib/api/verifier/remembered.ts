import type { Scope } from "@/lib/core/permissions";
import { type CredentialKind, type CredentialRecord, credentialKinds } from "@/lib/core/verification/credential-record";
import { changesAt, type DecidableRecord } from "@/lib/core/verification/decide-credential";

/** What credentials belong to and are forgotten with: a membership, a person, an account. */
export type Owner = { readonly id: string; credentials: number; forgotten: boolean };
/** An account stands once in memory, whatever belongs to it. */
export type AccountOwner = Owner & { readonly publicId: string; readonly name: string };

export type Owners = { account: AccountOwner; member: Owner | null; person: Owner | null };

const noScopes: Scope[] = [];
/** Six answers of one bit and the kind, in one number. */
const [isSuspended, hasDialectOn, takesUserPasscodesOnly, hasEnded, isForgotten, isUsed] = [1, 2, 4, 8, 16, 32];
const kindShift = 8;
const never = 2 ** 31 - 1;
const secondsSince = 1_577_836_800;

/** A record as it is remembered: there may be a million of them, so it is flat, and what repeats is shared. */
export class Remembered implements DecidableRecord {
  readonly id: string;
  readonly name: string;
  readonly secret_id: string | null;
  readonly scopes: Scope[];
  readonly account: AccountOwner;
  readonly member: Owner | null;
  readonly person: Owner | null;
  /** Another secret of the same credential: while it rotates, and dead ones. */
  sibling: Remembered | null = null;
  readonly #expiresMs: number | null;
  readonly #retiresMs: number | null;
  #flags: number;
  /** Whole seconds since 2020, which take no room of their own; earlier by less than one. */
  readonly #untilSeconds: number;

  constructor(record: CredentialRecord, { account, member, person }: Owners) {
    this.id = record.id;
    this.name = record.name;
    this.secret_id = record.secret_id;
    this.scopes = record.scopes.length > 0 ? record.scopes : noScopes;
    this.account = account;
    this.member = member;
    this.person = person;
    this.#expiresMs = record.expires_at?.getTime() ?? null;
    this.#retiresMs = record.retires_at?.getTime() ?? null;
    this.#flags =
      (credentialKinds.indexOf(record.kind) << kindShift) |
      (record.suspended ? isSuspended : 0) |
      (record.dialect_on ? hasDialectOn : 0) |
      (record.user_passcodes_only ? takesUserPasscodesOnly : 0) |
      (record.ended ? hasEnded : 0);
    const until = changesAt(record, record.now.getTime());
    this.#untilSeconds = Math.min(Math.floor(until / 1000) - secondsSince, never);
  }

  get kind(): CredentialKind {
    return credentialKinds[this.#flags >> kindShift] as CredentialKind;
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
    return this.#expiresMs === null ? null : new Date(this.#expiresMs);
  }
  get retires_at(): Date | null {
    return this.#retiresMs === null ? null : new Date(this.#retiresMs);
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
    return this.#untilSeconds === never || (this.#untilSeconds + secondsSince) * 1000 > databaseMs;
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
}
