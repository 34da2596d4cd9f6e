import type { JwtKind } from "@/lib/core/jwt/jwt";
import type { Scope } from "@/lib/core/permissions";
import type { TokenKind } from "@/lib/core/secrets";

export const credentialKinds = [
  "account_passcode",
  "user_passcode",
  "temporary_token",
  "session_token",
  "api_key",
  "basic",
  "jwt",
  "access_token",
  "private_token",
  "service_key",
] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** What a secret says of itself: what it begins with, its `typ`, or its scheme. */
export type PresentedKind = TokenKind | JwtKind | "basic";

/** What the tokens of each kind say of themselves. */
export const tokenKindOf = {
  account_passcode: "ap",
  user_passcode: "up",
  temporary_token: "tt",
  session_token: "st",
  api_key: "ak",
  basic: "basic",
  jwt: "jwt",
  access_token: "access",
  private_token: "pt",
  service_key: "sk",
} as const satisfies Record<CredentialKind, PresentedKind>;

/** What the database holds of a credential, as the SQL below returns it; `now` is the database's clock of that read. */
export type CredentialRecord = {
  digest: Buffer;
  kind: CredentialKind;
  id: string;
  name: string;
  scopes: Scope[];
  /** The membership's, for what belongs to a user; null for an account's own. */
  user_id: string | null;
  /** The person's, over all accounts; it goes on no wire. */
  person_id: string | null;
  account_id: string;
  account_name: string;
  /** The account's key in the database; it goes on no wire. */
  account_key: string;
  expires_at: Date | null;
  retires_at: Date | null;
  /** The version of the secret that was presented, for usage; null for kinds whose use is not counted. On no wire. */
  secret_id: string | null;
  suspended: boolean;
  /** The account has the dialect that takes this kind switched on. */
  dialect_on: boolean;
  /** The account takes user passcodes alone. */
  user_passcodes_only: boolean;
  /** Deleted, revoked, or its secret rotated out. */
  ended: boolean;
  now: Date;
};

/** The same without the secret's digest: what is remembered of it. */
export type ReadRecord = Omit<CredentialRecord, "digest">;

/**
 * The credentials whose secret has one of the digests, ended ones too, so that a call with one is told from garbage. Digests are unique,
 * so there is one row at most for each. Of a policy only what was changed is stored. A refresh token opens nothing, nor does an account's
 * API key: they are exchanged.
 */
const textWith = (condition: string) => `
SELECT s.digest, CASE WHEN p.membership_id IS NULL THEN 'account_passcode' ELSE 'user_passcode' END AS kind, p.id,
       coalesce(p.name, u.name) AS name, ARRAY[]::text[] AS scopes, p.membership_id AS user_id, m.user_id AS person_id, a.public_id AS account_id, a.name AS account_name, a.id AS account_key,
       p.expires_at, s.retires_at, s.id AS secret_id, p.suspended_at IS NOT NULL AS suspended,
       coalesce((a.policy #>> '{dialects,passcode}')::boolean, true) AS dialect_on,
       coalesce((a.policy ->> 'user_passcodes_only')::boolean, false) AS user_passcodes_only,
       (p.deleted_at IS NOT NULL OR s.ended_at IS NOT NULL OR m.status <> 'active' IS TRUE) AS ended, clock_timestamp() AS now
FROM secret s JOIN passcode p ON p.id = s.passcode_id JOIN account a ON a.id = p.account_id
LEFT JOIN membership m ON m.id = p.membership_id LEFT JOIN app_user u ON u.id = m.user_id
WHERE s.digest ${condition}
UNION ALL
SELECT k.digest, 'service_key', k.id, k.name, k.scopes, NULL::uuid, NULL::uuid, a.public_id, a.name, a.id,
       k.expires_at, NULL, NULL, false, true, false, k.revoked_at IS NOT NULL, clock_timestamp()
FROM service_key k JOIN account a ON a.id = k.account_id
WHERE k.digest ${condition}
UNION ALL
SELECT t.digest, k.kind, t.id, coalesce(t.name, u.name, a.name), ARRAY[]::text[], m.id, m.user_id, a.public_id, a.name, a.id,
       t.expires_at, NULL, NULL, false, coalesce((a.policy #>> ARRAY['dialects', k.dialect])::boolean, true), false,
       (t.ended_at IS NOT NULL OR (m.status <> 'active' OR m.deleted_at IS NOT NULL) IS TRUE), clock_timestamp()
FROM token t JOIN account a ON a.id = t.account_id
LEFT JOIN membership m ON m.id = t.membership_id LEFT JOIN app_user u ON u.id = m.user_id
JOIN (VALUES ('session'::token_kind, 'session_token', 'session'), ('temporary', 'temporary_token', 'temporary'),
  ('jwt', 'jwt', 'basic'), ('access', 'access_token', 'jwt'), ('private', 'private_token', 'jwt')) k(of, kind, dialect) ON k.of = t.kind
WHERE t.digest ${condition}
UNION ALL
SELECT k.digest, 'api_key', k.id, u.name, ARRAY[]::text[], m.id, m.user_id, a.public_id, a.name, a.id,
       NULL, NULL, NULL, false, coalesce((a.policy #>> '{dialects,session}')::boolean, true), false,
       (k.revoked_at IS NOT NULL OR m.status <> 'active' OR m.deleted_at IS NOT NULL), clock_timestamp()
FROM api_key k JOIN account a ON a.id = k.account_id JOIN membership m ON m.id = k.membership_id JOIN app_user u ON u.id = m.user_id
WHERE k.digest ${condition}`;

/** For so many digests at most. */
const fewDigests = [2, 8, 32].map((size) => {
  const parameters = Array.from({ length: size }, (_, i) => `$${i + 1}`);
  return { size, name: `credential-records-${size}`, text: textWith(`IN (${parameters.join(", ")})`) };
});
const manyDigests = { name: "credential-records-of-many", text: textWith("= ANY($1)") };

/**
 * The query for the credentials whose secrets have these digests: one, of a secret under the two peppers there are at most, or those of
 * many secrets. Parameters and not an array where they are few: for an array of unknown length PostgreSQL makes the plan anew at every
 * call, which takes several times as long as to carry it out.
 * @param digests at least one; a query with room for more is given the first one again.
 * @returns a prepared statement's name, its text and its values, as node-postgres takes them; its rows are `CredentialRecord`s.
 */
export function credentialRecordsQuery(digests: readonly Buffer[]): { name: string; text: string; values: unknown[] } {
  const few = fewDigests.find(({ size }) => digests.length <= size);
  if (!few) return { ...manyDigests, values: [digests] };
  const { size, name, text } = few;
  return { name, text, values: Array.from({ length: size }, (_, i) => digests[i] ?? digests[0]) };
}
