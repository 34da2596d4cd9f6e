import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import {
  accountKeyOf,
  authToken,
  call,
  keyPath,
  refusal,
  seenOf,
  success,
  temporaryTokenOf,
} from "@/lib/api/testing/temporary-token";
import { accountIdOf } from "@/lib/core/context";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const key = await accountKeyOf(app, account);
const accountKey = accountIdOf(account.caller.actor);
const mine = { account_id: account.id };
const read = (one: string) => call(app, "GET", "/v1/token_auth", { headers: authToken(one) });

describe("a verb in a POST", () => {
  const withKey = (verb: unknown) => ({ data: { api_key: key }, verb });
  const post = (url: string, body?: unknown, headers?: Record<string, string>) =>
    call(app, "POST", url, { body, headers });

  test.each(["PUT", "put", "Put"])("%s in the body is PUT", async (verb) => {
    const answer = await post("/v1/api_auth", withKey(verb));
    expect(seenOf(answer)).toEqual(success(201, mine, answer.json().auth_token));
    const one = answer.json().auth_token;
    const own = await guardedAccount();
    const ownToken = await temporaryTokenOf(app, own);
    const replaced = await post(keyPath(own), { verb }, authToken(ownToken));
    expect(seenOf(replaced)).toEqual(success(201, { api_key: expect.stringMatching(/^wwak_/) }));
    expect((await read(ownToken)).statusCode, "it was a GET").toBe(401);
    expect((await read(one)).statusCode).toBe(200);
  });

  test("in the URL is one where the body has none, and the body's wins", async () => {
    expect((await post("/v1/api_auth?verb=put", withKey(undefined))).statusCode).toBe(201);
    expect((await post("/v1/api_auth?verb=delete", withKey("PUT"))).statusCode).toBe(201);
    expect((await post("/v1/api_auth?verb=put", withKey("DELETE"))).statusCode).toBe(405);
    const one = await temporaryTokenOf(app, account);
    expect(seenOf(await post("/v1/token_auth?verb=delete", undefined, authToken(one)))).toEqual(success(200, mine));
    expect((await read(one)).statusCode).toBe(401);
  });

  test.each([
    ...[undefined, "GET", "POST", "PATCH", "DELETE", "", "PUTT", " PUT", 1, true, ["PUT"], {}],
    ...["constructor", "__proto__", "toString"],
  ])("%j is 405 on a path that has it not, with Allow, and makes nothing", async (verb) => {
    const count = await db().token.count({ where: { accountId: accountKey } });
    const answer = await post("/v1/api_auth", withKey(verb));
    expect([seenOf(answer), answer.headers.allow]).toEqual([refusal(405, "method not allowed"), "PUT"]);
    expect(await db().token.count({ where: { accountId: accountKey } })).toBe(count);
    const one = await temporaryTokenOf(app, account);
    const elsewhere = await post("/v1/token_auth", { verb: verb === "DELETE" ? "PUT" : verb }, authToken(one));
    expect([elsewhere.statusCode, elsewhere.headers.allow]).toEqual([405, "GET, HEAD, DELETE"]);
    const atKey = await post(keyPath(account), { verb }, authToken(one));
    expect([atKey.statusCode, atKey.headers.allow]).toEqual([405, "GET, HEAD, PUT"]);
    expect((await read(one)).statusCode).toBe(200);
  });

  test("twice in the URL is 405; without a body it has no key", async () => {
    expect((await post("/v1/api_auth?verb=PUT&verb=PUT", withKey(undefined))).statusCode).toBe(405);
    expect(seenOf(await post("/v1/api_auth?verb=PUT"))).toEqual(refusal(400, "failed to parse request body"));
    expect((await post("/v1/api_auth")).statusCode).toBe(405);
  });

  test("is nothing in another method", async () => {
    const one = await temporaryTokenOf(app, account);
    expect((await call(app, "GET", "/v1/token_auth?verb=DELETE", { headers: authToken(one) })).statusCode).toBe(200);
    expect((await read(one)).statusCode).toBe(200);
  });
});
