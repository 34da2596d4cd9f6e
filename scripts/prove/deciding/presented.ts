import { pair, shortPair } from "@/lib/api/testing/headers";
import { createSessionToken } from "@/lib/core/session-token/create-session-token";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { anonymous, testPassword } from "@/lib/testing/rolled-back";
import { type Answer, type Connection, keptConnection, requestBytes } from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";

/** Asks a node until it answers these from memory. @throws Error where it never does. */
export async function untilRemembered({ pool }: Node, connection: Connection, asked: readonly string[]): Promise<void> {
  for (let n = 0; n < 50; n++) {
    for (const bytes of asked) await connection.ask(bytes);
    pool.hold();
    let isRemembered = true;
    for (const bytes of asked) isRemembered &&= (await connection.ask(bytes)).status === 200;
    pool.release();
    if (isRemembered) return;
  }
  throw new Error("it does not remember");
}

const connectBytes = (headers: Record<string, string>) => requestBytes({ path: "/v1/connect?partner=prove", headers });

/** The bytes that differ from answer to answer. */
const plain = ({ head, body }: Answer) => head.replace(/\r\n(x-request-id|date): [^\r]*/gi, "") + body;

/**
 * Every account's id with every account's passcode, at a node that remembers all of them and has no other way to know.
 * @returns how many were accepted, those with another account's id, and the answers to the others: one, if they are the same bytes.
 */
export async function crossProduct(node: Node, count: number) {
  const owners: { id: string; passcode: string }[] = [];
  while (owners.length < count) {
    const account = await guardedAccount();
    owners.push({ id: account.id, passcode: (await account.createPasscode()).passcode });
  }
  const connection = keptConnection(node.port);
  const own = owners.map(({ id, passcode }) => connectBytes(pair(id, passcode)));
  await untilRemembered(node, connection, own);
  const refusals = new Set<string>();
  let accepted = 0;
  let wronglyAccepted = 0;
  node.pool.hold();
  for (const { id } of owners) {
    for (const { id: owner, passcode } of owners) {
      const answer = await connection.ask(connectBytes(pair(id, passcode)));
      if (answer.status !== 200) refusals.add(plain(answer));
      else if (id === owner) accepted++;
      else wronglyAccepted++;
    }
  }
  node.pool.release();
  connection.close();
  return { accepted, wronglyAccepted, refusals: [...refusals] };
}

/** A passcode and a session token that a node remembers. */
export async function remembered(node: Node) {
  const account = await guardedAccount();
  const { passcode } = await account.createPasscode();
  const { email } = await activeMember(account.id, "member");
  const login = { email, password: testPassword, org_id: null, code: null };
  const { token } = await createSessionToken(anonymous(), login);
  const connection = keptConnection(node.port);
  const asked = [pair(account.id, passcode), { authorization: `Bearer ${token}` }].map((headers) =>
    requestBytes({ path: "/v1/auth", headers }),
  );
  await untilRemembered(node, connection, asked);
  return { accountId: account.id, passcode, token, connection };
}

export const places = { connect: "/v1/connect?partner=prove", self: "/v1/self", auth: "/v1/auth" } as const;
type Place = keyof typeof places;

/** Two credentials that differ, in every two places, the good one first and last. @returns what was answered, by place. */
export async function twoCredentials(node: Node) {
  const { accountId, passcode, token, connection } = await remembered(node);
  const ways: Record<string, (value: string) => Record<string, string>> = {
    passcode: (value) => pair(accountId, value),
    "short passcode": (value) => shortPair(accountId, value),
    bearer: (value) => ({ authorization: `Bearer ${value}` }),
    basic: (value) => ({ "Authorization ": `Basic ${value}` }),
    "x-auth-token": (value) => ({ "X-Auth-Token": value }),
    "x-api-key": (value) => ({ "X-Api-Key": value }),
  };
  const statuses: Record<Place, Set<number>> = { connect: new Set(), self: new Set(), auth: new Set() };
  let pairs = 0;
  for (const [one, first] of Object.entries(ways)) {
    for (const [other, second] of Object.entries(ways)) {
      if (one === other) continue;
      for (const [good, bad] of [[passcode, token] as const, [token, passcode] as const, [passcode, "x"] as const]) {
        pairs++;
        for (const place of ["connect", "self", "auth"] as const) {
          const lines = Object.entries({ ...first(good), ...second(bad) }).map(
            ([name, value]) => `${name.trim()}: ${value}\r\n`,
          );
          const bytes = `GET ${places[place]} HTTP/1.1\r\nhost: localhost\r\n${lines.join("")}\r\n`;
          statuses[place].add((await connection.ask(bytes)).status);
        }
      }
    }
  }
  connection.close();
  return { pairs, statuses: { connect: [...statuses.connect], self: [...statuses.self], auth: [...statuses.auth] } };
}

/** Good credentials in the URL. @returns what was answered. */
export async function inTheUrl(node: Node): Promise<number[]> {
  const { accountId, passcode, token, connection } = await remembered(node);
  const queries = [
    new URLSearchParams(pair(accountId, passcode)),
    new URLSearchParams(shortPair(accountId, passcode)),
    new URLSearchParams({ access_token: token, token, authorization: `Bearer ${token}`, "x-auth-token": token }),
  ];
  const statuses: number[] = [];
  for (const path of Object.values(places)) {
    for (const query of queries) {
      const url = `${path}${path.includes("?") ? "&" : "?"}${query}`;
      statuses.push((await connection.ask(requestBytes({ path: url }))).status);
    }
  }
  connection.close();
  return statuses;
}
