import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer } from "@/lib/api/testing/headers";
import {
  accountKeyOf,
  authToken,
  call,
  exchange,
  invalid,
  keyPath,
  seenOf,
  success,
  temporaryTokenOf,
} from "@/lib/api/testing/temporary-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { db } from "@/lib/db";
import { auditOf } from "@/lib/testing/audit";
import { changeDirectly, guardedAccount } from "@/lib/testing/guarded-account";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const key = await accountKeyOf(app, account);
const accountKey = account.caller.actor.type === "user" ? account.caller.actor.accountId : "";
const token = () => temporaryTokenOf(app, account);
const mine = { account_id: account.id };
const read = (one: string) => call(app, "GET", "/v1/token_auth", { headers: authToken(one) });
const end = (one: string) => call(app, "DELETE", "/v1/token_auth", { headers: authToken(one) });

/** Everywhere, from the request on that follows the change. */
async function expectRefused(one: string, code = "revoked") {
  expect(seenOf(await read(one))).toEqual(invalid);
  for (const url of ["/v1/auth", "/v1/self", keyPath(account)]) {
    expect((await call(app, "GET", url, { headers: authToken(one) })).statusCode, `${url} lets it in`).toBe(401);
  }
  const service = await account.createServiceKey("verify");
  const verified = await call(app, "POST", "/v1/verify", { headers: bearer(service.key), body: { token: one } });
  expect(verified.json()).toEqual({ valid: false, code });
}

describe("PUT /v1/api_auth", () => {
  test("gives a token for the account's key, once: in this answer, and kept as a digest", async () => {
    const answer = await exchange(app, key);
    const { auth_token, revision } = answer.json();
    expect(auth_token).toMatch(/^wwtt_[0-9A-Za-z]{38}$/);
    expect(seenOf(answer)).toEqual(success(201, mine, auth_token));
    expect(answer.body, "the key is echoed").not.toContain(key);
    const row = await db().token.findUniqueOrThrow({ where: { id: revision }, include: { apiKey: true } });
    expect(row).toMatchObject({ kind: "temporary", membershipId: null, name: null, hint: null });
    expect(row.apiKey).toMatchObject({ membershipId: null, revokedAt: null });
    expect(seenOf(await read(auth_token)), "a second answer has the token").toEqual(success(200, mine));
  });

  test("the token is the account's everywhere that tokens are taken", async () => {
    const one = await token();
    const { revision: id } = (await read(one)).json();
    const auth = await call(app, "GET", "/v1/auth", { headers: authToken(one) });
    expect(auth.headers).toMatchObject({
      "x-auth-account-id": account.id,
      "x-auth-user-id": "",
      "x-auth-credential-id": id,
      "x-auth-credential-kind": "temporary_token",
      "x-auth-scopes": "",
    });
    expect(auth.headers, "it ends within a day by design").not.toHaveProperty("passcode-expires");
    const self = await call(app, "GET", "/v1/self", { headers: authToken(one) });
    expect(self.json().credential).toEqual({
      ...{ id, kind: "temporary_token", account_id: account.id, user_id: null, name: account.name, scopes: [] },
    });
  });

  test("it lives for a day from its issue, or as the account says, and use does not lengthen it", async () => {
    const own = await guardedAccount();
    const lifetimeOf = async (one: string) => {
      const { revision: id } = (await read(one)).json();
      const { createdAt, expiresAt } = await db().token.findUniqueOrThrow({ where: { id } });
      return Math.round((expiresAt.getTime() - createdAt.getTime()) / 1000);
    };
    const first = await temporaryTokenOf(app, own);
    expect(await lifetimeOf(first)).toBeGreaterThanOrEqual(86_399);
    expect(await lifetimeOf(first)).toBeLessThanOrEqual(86_400);
    await updateAccount(own.caller, { policy: { ttl_seconds: { temporary: 60 } }, version: 1 });
    const second = await temporaryTokenOf(app, own);
    expect(await lifetimeOf(second)).toBeLessThanOrEqual(60);
    expect(await lifetimeOf(first)).toBeGreaterThanOrEqual(86_399);
  });

  test("each exchange makes another token, and ending one leaves the others", async () => {
    const [first, second] = await Promise.all([token(), token()]);
    expect(first).not.toBe(second);
    await end(first);
    expect((await read(second)).statusCode).toBe(200);
  });

  test("is recorded in the account's log without key and token", async () => {
    const { auth_token } = (await exchange(app, key)).json();
    const events = await auditOf(db(), accountKey);
    const last = events.findLast(({ action }) => action === "temporary-token.create");
    expect(last).toMatchObject({ actorType: "anonymous", targetType: "account", result: "ok", detail: {} });
    const all = JSON.stringify(events, (_name, value) => (typeof value === "bigint" ? String(value) : value));
    for (const secret of [key, auth_token, key.slice(5), auth_token.slice(5)]) expect(all).not.toContain(secret);
  });

  test("fields that it does not know, a token in the headers and a verb are not looked at", async () => {
    const body = { data: { api_key: key, more: 1 }, verb: "DELETE", more: {} };
    for (const headers of [authToken("wrong"), bearer("wrong"), { ...authToken("a"), ...bearer("b") }]) {
      expect((await call(app, "PUT", "/v1/api_auth", { body, headers })).statusCode).toBe(201);
    }
  });

  test("a charset is allowed in the content type", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    const answer = await call(app, "PUT", "/v1/api_auth", { body: { data: { api_key: key } }, headers });
    expect(answer.statusCode).toBe(201);
  });
});

describe("/v1/token_auth", () => {
  test("GET tells whose it is, HEAD the same without a body", async () => {
    const one = await token();
    expect(seenOf(await read(one))).toEqual(success(200, mine));
    const head = await call(app, "HEAD", "/v1/token_auth", { headers: authToken(one) });
    expect([head.statusCode, head.body, head.headers["content-type"]]).toEqual([200, "", "application/json"]);
  });

  test("DELETE ends it: refused everywhere from the answer on (V1)", async () => {
    const one = await token();
    // So that it is remembered.
    for (const url of ["/v1/token_auth", "/v1/auth", "/v1/self"]) {
      expect((await call(app, "GET", url, { headers: authToken(one) })).statusCode).toBe(200);
    }
    expect(seenOf(await end(one))).toEqual(success(200, mine));
    await expectRefused(one);
    expect(seenOf(await end(one))).toEqual(invalid);
    const events = await auditOf(db(), accountKey);
    const event = events.findLast(({ action }) => action === "temporary-token.end");
    expect(event).toMatchObject({
      ...{ action: "temporary-token.end", actorType: "account_token", actorName: account.name },
      ...{ targetType: "account", targetId: accountKey, result: "ok" },
    });
  });

  test("a token that expired a second ago is refused", async () => {
    const one = await token();
    const { revision: id } = (await read(one)).json();
    const move = (seconds: number) =>
      changeDirectly(
        id,
        (tx) => tx.$executeRaw`
          UPDATE token SET expires_at = clock_timestamp() + ${seconds} * interval '1 second',
            created_at = created_at - interval '1 hour', signed_in_at = signed_in_at - interval '1 hour'
          WHERE id = ${id}::uuid`,
      );
    await move(20);
    expect((await read(one)).statusCode).toBe(200);
    await move(-1);
    await expectRefused(one, "expired");
    expect(seenOf(await end(one))).toEqual(invalid);
  });

  test("is refused while its account has the dialect switched off, and so is the exchange", async () => {
    const own = await guardedAccount();
    const [ownKey, one] = [await accountKeyOf(app, own), await temporaryTokenOf(app, own)];
    const wrong = seenOf(await exchange(app, `${ownKey}x`));
    await updateAccount(own.caller, { policy: { dialects: { temporary: false } }, version: 1 });
    expect(seenOf(await exchange(app, ownKey))).toEqual(wrong);
    expect(seenOf(await read(one))).toEqual(invalid);
    await updateAccount(own.caller, { policy: { dialects: { temporary: true } }, version: 2 });
    expect((await read(one)).statusCode).toBe(200);
    expect((await exchange(app, ownKey)).statusCode).toBe(201);
  });

  test("other dialects' switches are nothing to it", async () => {
    const own = await guardedAccount();
    const one = await temporaryTokenOf(app, own);
    const dialects = { passcode: false, session: false, basic: false, jwt: false };
    await updateAccount(own.caller, { policy: { dialects }, version: 1 });
    expect((await read(one)).statusCode).toBe(200);
  });
});
