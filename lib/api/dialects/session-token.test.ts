import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair } from "@/lib/api/testing/headers";
import { sessionTokenOf } from "@/lib/api/testing/session-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { changePassword } from "@/lib/core/password/change-password";
import { removeTotp } from "@/lib/core/totp/remove-totp";
import { deleteUser } from "@/lib/core/user/delete-user";
import { purgeUsers } from "@/lib/core/user/purge-users";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { system, testPassword } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const { key } = await account.createServiceKey("verify");

async function signedIn(of = account) {
  const member = await activeMember(of.id, "manager");
  const token = await sessionTokenOf(app, { email: member.email });
  const row = await db().token.findFirstOrThrow({ where: { membershipId: member.id } });
  return { ...member, token, tokenId: row.id };
}
const forwardAuth = (token: string) => app.inject({ url: "/v1/auth", headers: bearer(token) });
const verify = async (token: string, serviceKey = key) => {
  const headers = bearer(serviceKey);
  return (await app.inject({ method: "POST", url: "/v1/verify", headers, payload: { token } })).json();
};

/** Refused everywhere, from the request that follows the change's answer. */
async function expectRefused(token: string, code: string, words = "credential_invalid") {
  const inItsShape = await forwardAuth(token);
  expect(inItsShape.json(), "/v1/auth still lets it in").toMatchObject({ statusCode: 401, error: "Unauthorized" });
  expect(inItsShape.headers).not.toHaveProperty("x-auth-user-id");
  for (const url of ["/v1/self", `/v1/accounts/${account.id}`, "/v1/self/passcode"]) {
    const answer = await app.inject({ url, headers: bearer(token) });
    expect([answer.statusCode, answer.json().code], `${url} still lets it in`).toEqual([401, words]);
    expect(answer.headers).not.toHaveProperty("x-auth-user-id");
  }
  expect((await app.inject({ url: "/user/users/me", headers: bearer(token) })).statusCode).toBe(401);
  expect(await verify(token)).toEqual({ valid: false, code });
}

describe("a session token", () => {
  test("is taken as a bearer, and says who calls", async () => {
    const { id, token, tokenId, caller } = await signedIn();
    const name = caller.actor.type === "user" ? caller.actor.name : "";
    const answer = await forwardAuth(token);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers, "the API behind takes him for somebody else").toMatchObject({
      "x-auth-account-id": account.id,
      "x-auth-user-id": id,
      "x-auth-credential-id": tokenId,
      "x-auth-credential-kind": "session_token",
      "x-auth-scopes": "",
    });
    expect(answer.headers, "a token of minutes is no passcode that ends").not.toHaveProperty("passcode-expires");
    const row = await db().token.findUniqueOrThrow({ where: { id: tokenId } });
    const credential = { id: tokenId, kind: "session_token", account_id: account.id, user_id: id, name, scopes: [] };
    const expires_at = row.expiresAt.toISOString();
    expect(await verify(token)).toEqual({ valid: true, credential, expires_at });
    const self = await app.inject({ url: "/v1/self", headers: bearer(token) });
    expect(self.json()).toEqual({ credential, account: { id: account.id, name: account.name }, expires_at });
  });

  test("is kept as a digest alone", async () => {
    const { token, tokenId } = await signedIn();
    const row = await db().token.findUniqueOrThrow({ where: { id: tokenId } });
    expect(Buffer.from(row.digest)).toHaveLength(32);
    expect(JSON.stringify({ ...row, digest: Buffer.from(row.digest).toString("latin1") })).not.toContain(
      token.slice(5, 37),
    );
  });

  test("is nothing as a passcode, and nothing to another account's service", async () => {
    const other = await guardedAccount();
    const { token } = await signedIn();
    expect((await app.inject({ url: "/v1/self", headers: pair(account.id, token) })).statusCode).toBe(401);
    const otherKey = (await other.createServiceKey("verify")).key;
    expect(await verify(token, otherKey)).toEqual({ valid: false, code: "not_found" });
  });
});

describe("from the answer to the change on (V1)", () => {
  test("is refused when its member has lost his access, and does not come back with it", async () => {
    const { id, token } = await signedIn();
    await updateUser(account.caller, { id, status: "revoked" });
    await expectRefused(token, "revoked");
    await updateUser(account.caller, { id, status: "active" });
    await expectRefused(token, "revoked");
  });

  test("is refused when its member is deleted", async () => {
    const { id, token } = await signedIn();
    await deleteUser(account.caller, { id });
    await expectRefused(token, "revoked");
  });

  test("is refused when its member has changed his password (A6)", async () => {
    const { caller, token } = await signedIn();
    await changePassword(caller, { current_password: testPassword, password: "the harbour freezes over in march" });
    await expectRefused(token, "revoked");
  });

  test("is refused when its member has switched TOTP off from elsewhere", async () => {
    const member = await activeMember(account.id, "member");
    const { code } = await withTotp(member.caller);
    const token = await sessionTokenOf(app, { email: member.email, mfaTokenCode: code() });
    await db().totp.update({ where: { userId: member.userId }, data: { lastStep: 0 } });
    await removeTotp(member.caller, { code: code() });
    await expectRefused(token, "revoked");
  });

  test("is refused when its account has the dialect switched off", async () => {
    const own = await guardedAccount();
    const { token } = await signedIn(own);
    const ownKey = (await own.createServiceKey("verify")).key;
    await updateAccount(own.caller, { policy: { dialects: { session: false } }, version: 1 });
    expect(await verify(token, ownKey)).toEqual({ valid: false, code: "dialect_off" });
    expect((await forwardAuth(token)).json().statusCode).toBe(401);
    await updateAccount(own.caller, { policy: { dialects: { session: true, passcode: false } }, version: 2 });
    expect((await forwardAuth(token)).statusCode, "another dialect's switch").toBe(200);
  });

  test("is refused from its end on, by the database's clock", async () => {
    const { token, tokenId } = await signedIn();
    await db().$executeRaw`
      UPDATE token SET signed_in_at = signed_in_at - interval '15 minutes', created_at = created_at - interval '15 minutes',
        expires_at = clock_timestamp() - interval '1 millisecond' WHERE id = ${tokenId}::uuid`;
    await expectRefused(token, "expired", "credential_expired");
  });
});

test("tokens that ended 90 days ago go with the purge, and no younger ones", async () => {
  const [old, young] = [await signedIn(), await signedIn()];
  for (const [{ tokenId }, days] of [
    [old, 91],
    [young, 89],
  ] as const) {
    await db().$executeRaw`
      UPDATE token SET signed_in_at = signed_in_at - make_interval(days => ${days}::int),
        created_at = created_at - make_interval(days => ${days}::int),
        expires_at = expires_at - make_interval(days => ${days}::int) WHERE id = ${tokenId}::uuid`;
  }
  await purgeUsers(system(), {});
  expect(await verify(old.token)).toEqual({ valid: false, code: "not_found" });
  expect(await verify(young.token), "a call with it is no longer recognised").toEqual({
    valid: false,
    code: "expired",
  });
});
