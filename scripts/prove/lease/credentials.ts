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

/** What changes in a run. Nodes remember by uuid, so they are called by one. */
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const things = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(uuid);
const [c0 = "", c1 = "", c2 = "", m0 = "", m1 = "", p = "", a0 = "", a1 = "", c3 = ""] = things;
/** The one that ends by itself, in the runs in which one does. */
export const mortal = c0;

/** Two accounts, one person with access to both, a credential with two secrets, as while one rotates, and one that comes and goes. */
export const credentials: SimulatedCredential[] = [
  make(c0, a0, null, null),
  make(c1, a0, m0, p),
  make(c1, a0, m0, p),
  make(c2, a1, m1, p),
  make(c3, a1, null, null),
];

/** Whether the database knows a credential by a version of it: the last one is there by every other. */
export const isThere = ({ id }: SimulatedCredential, version: number) => id !== c3 || version % 2 === 1;

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
    secret_id: packed(ownersOf(one).map((owner) => [owner, version(owner)])),
    suspended: version(one.id) % 3 === 1,
    dialect_on: version(one.accountKey) % 3 !== 1,
    user_passcodes_only: false,
    ended: version(one.memberId) % 3 === 1,
    now: new Date(database.clock()),
  };
}

/** The versions of up to four things in the form of a uuid: of each its number and its version. */
function packed(versions: [thing: string, version: number][]): string {
  const digits = versions.map(([thing, version]) => {
    if (version >= 16 ** 6) throw new Error("there are too many versions");
    return (things.indexOf(thing) + 1).toString(16).padStart(2, "0") + version.toString(16).padStart(6, "0");
  });
  return digits
    .join("")
    .padEnd(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The versions by which something was decided. */
export function versionsIn(decision: Decision): Map<string, number> {
  const parts = (decision.secretId ?? "").replaceAll("-", "").match(/.{8}/g) ?? [];
  const pairs = parts.map((part) => [things[Number.parseInt(part.slice(0, 2), 16) - 1], part.slice(2)] as const);
  return new Map(pairs.flatMap(([thing, version]) => (thing ? [[thing, Number.parseInt(version, 16)]] : [])));
}
