import { dayMs } from "@/lib/core/clock";
import { expiringSoonDays } from "@/lib/core/passcode/passcode-view";
import type { Scope } from "@/lib/core/permissions";
import type { CredentialKind, CredentialRecord } from "./credential-record";

/** Why a credential is refused; `revoked` also for deleted ones and for rotated-out secrets (WIRE.md section 6). */
export type RefusalCode = "not_found" | "expired" | "revoked" | "suspended";

export type Credential = {
  /** The passcode's or the key's id, stable over rotations. */
  id: string;
  kind: CredentialKind;
  /** The public account id. */
  account_id: string;
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
  /** It ends within 30 days, so its holder is to be told. */
  expiresSoon: boolean;
};

export type Decision = Accepted | { valid: false; code: RefusalCode };

/**
 * Whether a credential is good: the one rule, for every dialect. Valid while `now < expires_at`, not ended, and
 * `now < retires_at` while a rotation runs. Who names another account learns no more than who made the secret up (V4).
 *
 * @param record the row whose secret was presented, or null.
 * @param accountId the public account id that came with it; null where the kind names its account by itself.
 * @param now the database's clock.
 */
export function decideCredential(record: CredentialRecord | null, accountId: string | null, now: Date): Decision {
  if (!record || (accountId !== null && accountId !== record.account_id)) return { valid: false, code: "not_found" };
  if (record.ended || (record.retires_at && record.retires_at <= now)) return { valid: false, code: "revoked" };
  if (record.expires_at && record.expires_at <= now) return { valid: false, code: "expired" };
  const { id, kind, name, scopes } = record;
  return {
    valid: true,
    credential: { id, kind, account_id: record.account_id, user_id: null, name, scopes },
    accountName: record.account_name,
    accountKey: record.account_key,
    expiresAt: record.expires_at,
    expiresSoon: record.expires_at !== null && record.expires_at.getTime() - now.getTime() <= expiringSoonDays * dayMs,
  };
}
