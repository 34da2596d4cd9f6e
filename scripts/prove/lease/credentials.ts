import { digestsOf, makeToken } from "@/lib/core/secrets";
import type { CredentialRecord } from "@/lib/core/verification/credential-record";
import type { Decision } from "@/lib/core/verification/decide-credential";
import type { Database } from "./database";
import { wallStart } from "./machine";

/** A credential of the run, and all whose change changes what is decided of it. */
export type SimulatedCredential = {
  id: string;
  token: string;
  digest: Buffer;
  memberId: string | null;
  personId: string | null;
  accountKey: string;
};

const make = (id: string, accountKey: string, memberId: string | null, personId: string | null) => {
  const token = makeToken("ap");
  return { id, token, digest: Buffer.from(digestsOf(token)[0] ?? []), accountKey, memberId, personId };
};

/** Two accounts, one person with access to both, and a credential with two secrets, as while one rotates. */
export const credentials: SimulatedCredential[] = [
  make("c0", "a0", null, null),
  make("c1", "a0", "m0", "p"),
  make("c1", "a0", "m0", "p"),
  make("c2", "a1", "m1", "p"),
];

export const things = ["c0", "c1", "c2", "m0", "m1", "p", "a0", "a1"];

export const ownersOf = ({ id, memberId, personId, accountKey }: SimulatedCredential): string[] =>
  [id, memberId, personId, accountKey].filter((owner) => owner !== null);

/** The row as the query of lib/core/verification/credential-record.ts gives it; which versions it shows stands in `secret_id`. */
export function recordOf(database: Database, one: SimulatedCredential, expiresInMs: number | null): CredentialRecord {
  const version = (thing: string | null) => (thing === null ? 0 : database.versionOf(thing));
  return {
    digest: one.digest,
    kind: "account_passcode",
    id: one.id,
    name: `${one.id} version ${version(one.id)}`,
    scopes: [],
    user_id: one.memberId,
    person_id: one.personId,
    account_id: one.accountKey,
    account_name: `${one.accountKey} version ${version(one.accountKey)}`,
    account_key: one.accountKey,
    expires_at: expiresInMs === null ? null : new Date(wallStart + expiresInMs),
    retires_at: null,
    secret_id: ownersOf(one)
      .map((owner) => `${owner}:${version(owner)}`)
      .join(" "),
    suspended: version(one.id) % 3 === 1,
    dialect_on: version(one.accountKey) % 3 !== 1,
    user_passcodes_only: false,
    ended: version(one.memberId) % 3 === 1,
    now: new Date(database.clock()),
  };
}

/** The versions by which something was decided. */
export function versionsIn(decision: Decision): Map<string, number> {
  const pairs = (decision.secretId ?? "").split(" ").filter(Boolean);
  return new Map(pairs.map((pair) => [pair.split(":")[0] ?? "", Number(pair.split(":")[1])]));
}
