import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair, shortPair } from "@/lib/api/testing/headers";
import { updateAccount } from "@/lib/core/account/update-account";
import { makeToken } from "@/lib/core/secrets";
import { deleteUser } from "@/lib/core/user/delete-user";
import { updateUser } from "@/lib/core/user/update-user";
import { grantUserPasscode } from "@/lib/core/user-passcode/grant-user-passcode";
import { resetUserPasscode } from "@/lib/core/user-passcode/reset-user-passcode";
import { revokeUserPasscode } from "@/lib/core/user-passcode/revoke-user-passcode";
import { updateUserPasscode } from "@/lib/core/user-passcode/update-user-passcode";
import { endPasscode, guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const { key } = await account.createServiceKey("verify");
const invalid = '{"status":"fail","error":"Invalid Credentials","code":401}';

type Headers = (accountId: string, passcode: string) => Record<string, string>;

/** A member of an account with a passcode that he has seen. */
async function holder(of = account, validityDays: number | null = null) {
  const member = await activeMember(of.id, "member");
  const { passcode } = await grantUserPasscode(of.caller, { id: member.id, validity_days: validityDays });
  return { ...member, passcodeId: passcode?.id ?? "", secret: await member.reveal() };
}
const ask = (url: string, secret: string, accountId = account.id, headers: Headers = pair) =>
  app.inject({ url, headers: headers(accountId, secret) });
const connect = (secret: string, accountId = account.id) => ask("/v1/connect?partner=x", secret, accountId);
const verify = async (secret: string, serviceKey = key, accountId = account.id) => {
  const payload = { account_id: accountId, passcode: secret };
  return (await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(serviceKey), payload })).json();
};

/** Refused everywhere, from the request that follows the change's answer. */
async function expectRefused(secret: string, code: string, words = invalid) {
  for (const url of ["/v1/connect?partner=x", "/v1/auth", "/1/events.json"]) {
    const answer = await ask(url, secret);
    expect([answer.statusCode, answer.body], `${url} still lets it in`).toEqual([401, words]);
    expect(answer.headers).not.toHaveProperty("x-auth-user-id");
  }
  expect((await ask("/v1/self", secret)).statusCode).toBe(401);
  expect(await verify(secret)).toEqual({ valid: false, code });
}

describe("a user's passcode", () => {
  test("is taken with his account's id, by both names of the headers, and says who he is", async () => {
    const one = await holder();
    expect([(await connect(one.secret)).statusCode, (await connect(one.secret)).body]).toEqual([
      200,
      '{"status":"success"}',
    ]);
    for (const headers of [pair, shortPair]) {
      const answer = await ask("/v1/auth", one.secret, account.id, headers);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers, "the API behind takes him for somebody else").toMatchObject({
        "x-auth-account-id": account.id,
        "x-auth-user-id": one.id,
        "x-auth-credential-id": one.passcodeId,
        "x-auth-credential-kind": "user_passcode",
        "x-auth-scopes": "",
      });
    }
    const credential = {
      ...{ id: one.passcodeId, kind: "user_passcode", account_id: account.id, user_id: one.id },
      ...{ name: one.caller.actor.type === "user" ? one.caller.actor.name : "", scopes: [] },
    };
    expect(await verify(one.secret)).toEqual({ valid: true, credential, expires_at: null });
    expect((await ask("/v1/self", one.secret)).json()).toEqual({
      credential,
      account: { id: account.id, name: account.name },
      expires_at: null,
    });
  });

  test("tells when it ends, from 30 days before, and keeps its id over a reset", async () => {
    const one = await holder(account, 30);
    const before = await ask("/v1/auth", one.secret);
    expect(before.headers["passcode-expires"]).toBeDefined();
    await resetUserPasscode(account.caller, { id: one.id });
    const after = await ask("/v1/auth", await one.reveal());
    for (const name of ["passcode-expires", "x-auth-credential-id", "x-auth-user-id"]) {
      expect(after.headers[name], name).toBe(before.headers[name]);
    }
  });

  test("is refused with another account's id, in the same bytes as what nobody has (V4)", async () => {
    const others = await Promise.all([guardedAccount(), guardedAccount()]);
    const holders = [await holder(), await holder(others[0]), await holder(others[1])];
    const ids = [account.id, ...others.map(({ id }) => id)];
    for (const [i, { secret, passcodeId }] of holders.entries()) {
      await endPasscode(passcodeId, i === 2 ? -1 : 60_000);
      for (const [j, id] of ids.entries()) {
        const answer = await connect(secret, id);
        if (i !== j) expect([answer.statusCode, answer.body], `${i} at ${j}`).toEqual([401, invalid]);
        else
          expect(answer.body).toBe(
            i === 2 ? invalid.replace("Invalid Credentials", "Passcode Expired") : '{"status":"success"}',
          );
      }
    }
    expect((await connect(makeToken("up"))).body).toBe(invalid);
    expect(await verify(holders[1]?.secret ?? "")).toEqual({ valid: false, code: "not_found" });
  });

  test("is refused as a bearer: without its account it is nobody's", async () => {
    const one = await holder();
    const { statusCode } = await app.inject({ url: "/v1/self", headers: bearer(one.secret) });
    expect(statusCode).toBe(401);
  });
});

describe("from the answer to the change on (V1)", () => {
  test("a reset passcode is refused and the fresh one taken", async () => {
    const one = await holder();
    await resetUserPasscode(account.caller, { id: one.id });
    await expectRefused(one.secret, "revoked");
    expect((await connect(await one.reveal())).statusCode, "he is locked out").toBe(200);
  });

  test("a revoked one is refused; a new grant is another passcode", async () => {
    const one = await holder();
    await revokeUserPasscode(account.caller, { id: one.id });
    await expectRefused(one.secret, "revoked");
    await grantUserPasscode(account.caller, { id: one.id, validity_days: 1 });
    await expectRefused(one.secret, "revoked");
    expect((await connect(await one.reveal())).statusCode).toBe(200);
  });

  test("who has lost his access is refused, and does not get it back with his access", async () => {
    const one = await holder();
    await updateUser(account.caller, { id: one.id, status: "revoked" });
    await expectRefused(one.secret, "revoked");
    await updateUser(account.caller, { id: one.id, status: "active" });
    await expectRefused(one.secret, "revoked");
  });

  test("who is deleted is refused", async () => {
    const one = await holder();
    await deleteUser(account.caller, { id: one.id });
    await expectRefused(one.secret, "revoked");
  });

  test("an expired one is refused in words, to the holder of the right one, and taken again when it is extended", async () => {
    const one = await holder(account, 1);
    await endPasscode(one.passcodeId, -1);
    await expectRefused(one.secret, "expired", invalid.replace("Invalid Credentials", "Passcode Expired"));
    await updateUserPasscode(account.caller, { id: one.id, validity_days: 30 });
    expect((await connect(one.secret)).statusCode).toBe(200);
  });
});

test("where an account takes its users' passcodes only, theirs are taken and its own are told why not", async () => {
  const guarded = await guardedAccount();
  const { key: guardedKey } = await guarded.createServiceKey("verify");
  const one = await holder(guarded);
  const own = await guarded.createPasscode();
  await updateAccount(guarded.caller, { policy: { user_passcodes_only: true }, version: 1 });
  expect((await connect(one.secret, guarded.id)).statusCode, "nobody gets in").toBe(200);
  expect(await verify(one.secret, guardedKey, guarded.id)).toMatchObject({ valid: true });
  const refused = await connect(own.passcode, guarded.id);
  expect([refused.statusCode, refused.body]).toEqual([
    401,
    '{"status":"fail","error":"User Passcode Required","code":401}',
  ]);
  expect(await verify(own.passcode, guardedKey, guarded.id)).toEqual({ valid: false, code: "user_passcode_required" });
});
