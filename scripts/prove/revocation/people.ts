import { randomUUID } from "node:crypto";
import { createAccount } from "@/lib/core/account/create-account";
import { revealAccountKey } from "@/lib/core/account-key/reveal-account-key";
import { createApiKey } from "@/lib/core/api-key/create-api-key";
import { readClock } from "@/lib/core/clock";
import type { Caller, UserActor } from "@/lib/core/context";
import type { rotatePrivateToken } from "@/lib/core/private-token/rotate-private-token";
import { createServiceKey } from "@/lib/core/service-key/create-service-key";
import { startSession } from "@/lib/core/session/start-session";
import { userSecretPlace } from "@/lib/core/user-passcode/add-user-secret";
import { openFromVault } from "@/lib/core/vault";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { activeMember } from "@/lib/testing/guarded-member";
import { operator, testPassword, testRequest } from "@/lib/testing/rolled-back";
import type { Calls } from "./calls";
import type { House, Member, Passcode } from "./model";

let addresses = 0;
/** Of a network for documentation (RFC 3849). */
const nextAddress = () => `2001:db8:0:${(++addresses).toString(16)}::1`;

/** An account of the operator's command, with a key for all of it and an administrator in the console. */
export async function makeHouse(calls: Calls): Promise<House & { administrator: Caller }> {
  const name = "Account";
  const made = await createAccount(operator(), { name, email: `${randomUUID()}@prove.test`, password: testPassword });
  const { key } = await createServiceKey(operator(), { account: made.account_id, scopes: ["all"] });
  const administrator = (await activeMember(made.account_id, "admin")).caller;
  const house = {
    ...{ id: made.account_id, key, address: nextAddress(), name, version: 1, administrator },
    ...{ takesPasscodes: true, takesSessions: true, takesBasic: true, userPasscodesOnly: false },
    ...{ passcodes: [], members: [], credentials: [] },
  };
  // Nobody is reminded by mail of so many ends.
  const body = { policy: { reminder_days: [] }, version: 1 };
  house.version = (await calls.manage(house, "PATCH", "", { body })).body.version;
  return house;
}
export type AdministeredHouse = Awaited<ReturnType<typeof makeHouse>>;

/** A member by the operator's command, in the console. */
export async function makeMember(house: House): Promise<Member> {
  const { id, userId, orgUserId, email, caller } = await activeMember(house.id, "viewer");
  const { name } = caller.actor as UserActor;
  const member: Member = {
    ...{ id, userId, orgUserId, email, name, role: "viewer", password: testPassword },
    ...{ active: true, deleted: false, passcode: null, totp: null, link: null },
  };
  house.members.push(member);
  return member;
}

/** Somebody who was invited and has a passcode already, which is worth nothing before he joins. */
export async function inviteMember(calls: Calls, house: House): Promise<Member> {
  const email = `${randomUUID()}@prove.test`;
  const body = { invitations: [{ email, role: "member" }] };
  const invited = (await calls.manage(house, "POST", "/users/invitations", { body, key: email })).body.data[0];
  const where = { id: invited.id };
  const { user, orgUserId } = await db().membership.findUniqueOrThrow({ where, include: { user: true } });
  const member: Member = {
    ...{ id: invited.id, userId: user.id, orgUserId, email, name: user.name, role: "member", password: testPassword },
    ...{ active: false, deleted: false, passcode: null, totp: null, link: invited.link.split("#")[1] },
  };
  house.members.push(member);
  await grant(calls, house, member);
  return member;
}

export async function createPasscode(calls: Calls, house: House): Promise<void> {
  const name = randomUUID();
  const { body } = await calls.manage(house, "POST", "/passcodes", { body: { name, expires_in_days: 10 }, key: name });
  const { id, expires_at: expiresAt, version } = body;
  const passcode = { id, name, version, expiresAt, ...plain, member: null };
  house.passcodes.push(passcode);
  house.credentials.push({ type: "passcode", secret: body.passcode, live: true, of: passcode });
}

const plain = { expired: false, suspended: false, deleted: false };

export async function grant(calls: Calls, house: House, member: Member): Promise<void> {
  const given = { body: { validity_days: null }, key: randomUUID() };
  await calls.manage(house, "POST", `/users/${member.id}/passcode`, given);
  const { passcodeId: id, secret } = await userSecret(member);
  const passcode: Passcode = { id, name: member.name, version: 1, expiresAt: null, ...plain, member };
  member.passcode = passcode;
  house.passcodes.push(passcode);
  house.credentials.push({ type: "passcode", secret, live: true, of: passcode });
}

/** What *Show* gives its owner, who may not show it as often as we need it. */
export async function userSecret({ id }: Member): Promise<{ passcodeId: string; secret: string }> {
  const { sealed, vaultKeyId, ...row } = await db().secret.findFirstOrThrow({
    where: { endedAt: null, sealed: { not: null }, passcode: { membershipId: id, deletedAt: null } },
    include: { passcode: true },
  });
  if (!sealed || !vaultKeyId) throw new Error("the secret is gone");
  const place = userSecretPlace(row.passcode.accountId, row.id);
  return { passcodeId: row.passcodeId, secret: openFromVault({ sealed, vaultKeyId }, place) };
}

type MadePrivateToken = Awaited<ReturnType<typeof rotatePrivateToken>>;

/** @returns what makes a private token known. */
export async function knowPrivateToken(house: House, member: Member, made: MadePrivateToken): Promise<() => void> {
  const { number, name, expires_at: expiresAt, token: secret } = made;
  const { id } = await db().token.findUniqueOrThrow({ where: { number } });
  return () => house.credentials.push({ type: "private", secret, live: true, id, number, name, expiresAt, member });
}

/** A member's API key, or the one that takes its place. @returns what makes it known. */
export async function makeApiKey(house: AdministeredHouse, member: Member): Promise<() => void> {
  const { number, key } = await createApiKey(house.administrator, { org_user_id: member.orgUserId });
  const { id } = await db().apiKey.findUniqueOrThrow({ where: { number } });
  return () => house.credentials.push({ type: "apiKey", secret: key, live: true, id, member });
}

/** A temporary token of the account itself, for its own API key. */
export async function exchangeKey(calls: Calls, house: AdministeredHouse): Promise<void> {
  const { api_key } = await revealAccountKey(house.administrator, {});
  const { body } = await calls.call({ method: "PUT", path: "/v1/api_auth", body: { data: { api_key } } });
  const { id, expiresAt } = await db().token.findUniqueOrThrow({ where: { id: body.revision } });
  const row = { id, expiresAt: expiresAt.toISOString() };
  house.credentials.push({ type: "temporary", secret: body.auth_token, live: true, ...row });
}

/** What he signs in with, by the Basic dialect. */
export function useBasic(house: House, member: Member): void {
  house.credentials.push({ type: "basic", secret: basicTextOf(member), live: true, member });
}

const basicTextOf = ({ email, password }: Member) => Buffer.from(`${email}:${password}`).toString("base64");

export async function createKey(calls: Calls, house: House): Promise<void> {
  const given = { body: { name: randomUUID(), scopes: ["passcodes:read", "verify"] }, key: randomUUID() };
  const { id, name, scopes, key } = (await calls.manage(house, "POST", "/service-keys", given)).body;
  house.credentials.push({ type: "key", secret: key, live: true, id, name, scopes });
}

/** Who is not signed in, at the household's own address. */
export const visitorOf = ({ address }: House): Caller => ({
  actor: { type: "anonymous" },
  request: { ...testRequest, address },
});

/** A member who has just signed in to the console, which this process stands for. */
export async function freshConsole(house: AdministeredHouse, { id, userId, name, role }: Member): Promise<Caller> {
  const { sessionId, signedInAt } = await db().$transaction(async (tx) => {
    const now = await readClock(tx);
    return { sessionId: (await startSession(tx, now, id, testRequest)).session_id, signedInAt: now };
  });
  const actor: UserActor = {
    ...(house.administrator.actor as UserActor),
    ...{ userId, membershipId: id, name, role, sessionId, signedInAt },
  };
  return { actor, request: testRequest };
}

/** Switches a member's TOTP on. @returns what makes it known. */
export async function switchTotpOn(house: AdministeredHouse, member: Member): Promise<() => void> {
  const { code } = await withTotp(await freshConsole(house, member));
  return () => {
    member.totp = code;
  };
}
