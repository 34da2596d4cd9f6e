import { dayMs } from "@/lib/core/clock";
import { expiringSoonDays } from "@/lib/core/passcode/passcode-view";
import type { Scope } from "@/lib/core/permissions";
import type { CredentialKind, ReadRecord } from "./credential-record";

/** Why a credential is refused; `revoked` also for deleted ones and for rotated-out secrets (WIRE.md section 6). */
export const refusalCodes = [
  "not_found",
  "revoked",
  "expired",
  "suspended",
  "dialect_off",
  "user_passcode_required",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type Credential = {
  /** The passcode's, the key's or the token's id; a passcode's is stable over rotations. */
  id: string;
  kind: CredentialKind;
  /** The public account id. */
  account_id: string;
  /** The membership's id; null for an account's own credential. */
  user_id: string | null;
  name: string;
  scopes: Scope[];
};

export type Accepted = {
  valid: true;
  credential: Credential;
  accountName: string;
  /** The account's key in the database; it goes on no wire. */
  accountKey: string;
  expiresAt: Date | null;
  /** It ends within 30 days, so its holder is to be told; never of a token that its holder signs in for. */
  expiresSoon: boolean;
  /** For usage alone; null where the use of this kind is not counted. It goes on no wire. */
  secretId: string | null;
};

export type Refused = { valid: false; code: RefusalCode; secretId: string | null };
export type Decision = Accepted | Refused;

/** The decision about what nobody knows. */
export const notFound: Refused = { valid: false, code: "not_found", secretId: null };

/** What a decision is made of. */
export type DecidableRecord = Omit<ReadRecord, "now">;

/**
 * Whether a credential is good: the one rule, for every dialect. Valid while `now < expires_at`, not ended, not suspended,
 * `now < retires_at` while a rotation runs, and within the account's policy. Who names another account learns no more than who
 * made the secret up (V4).
 *
 * @param record the row whose secret was presented, or null.
 * @param accountId the public account id that came with it; null where the kind names its account by itself.
 * @param now the database's clock. Milliseconds since 1970.
 */
export function decideCredential(record: DecidableRecord | null, accountId: string | null, now: number): Decision {
  if (!record || (accountId !== null && accountId !== record.account_id)) return notFound;
  const code = refusalOf(record, now);
  return code ? { valid: false, code, secretId: record.secret_id } : accepted(record, now);
}

function accepted(record: DecidableRecord, now: number): Accepted {
  const { id, kind, name, scopes, expires_at: expiresAt } = record;
  return {
    valid: true,
    credential: { id, kind, account_id: record.account_id, user_id: record.user_id, name, scopes },
    accountName: record.account_name,
    accountKey: record.account_key,
    expiresAt,
    expiresSoon: endsSoon(expiresAt, now) && warned.has(kind),
    secretId: record.secret_id,
  };
}

/** The next moment at which time alone changes what is decided. Milliseconds since 1970; Infinity: never. */
export function changesAt({ expires_at, retires_at }: DecidableRecord, now: number): number {
  const end = expires_at?.getTime() ?? Infinity;
  const moments = [end, end - expiringSoonDays * dayMs, retires_at?.getTime() ?? Infinity];
  return Math.min(...moments.filter((moment) => moment > now));
}

/** The others live for a day at most, by the usual settings: their holder knows. */
const warned: ReadonlySet<CredentialKind> = new Set([
  "account_passcode",
  "user_passcode",
  "private_token",
  "service_key",
]);

const endsSoon = (end: Date | null, now: number) => end !== null && end.getTime() - now <= expiringSoonDays * dayMs;

/** The first that fits: what ends it for good, then what ends it for now, then what the account's policy says. */
function refusalOf(record: DecidableRecord, now: number): RefusalCode | null {
  if (record.ended || hasCome(record.retires_at, now)) return "revoked";
  if (hasCome(record.expires_at, now)) return "expired";
  if (record.suspended) return "suspended";
  if (!record.dialect_on) return "dialect_off";
  if (record.user_passcodes_only && record.kind === "account_passcode") return "user_passcode_required";
  return null;
}

const hasCome = (moment: Date | null, now: number) => moment !== null && moment.getTime() <= now;
