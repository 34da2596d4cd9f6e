import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer } from "@/lib/api/testing/headers";
import { sessionTokenOf } from "@/lib/api/testing/session-token";
import {
  accountKeyOf,
  authToken,
  call,
  exchange,
  invalid,
  keyPath,
  refusal,
  seenOf,
  temporaryTokenOf,
} from "@/lib/api/testing/temporary-token";
import { replaceAccountKey } from "@/lib/core/account-key/replace-account-key";
import { accountIdOf } from "@/lib/core/context";
import { makeToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const key = await accountKeyOf(app, account);
const issuedBy = (caller: (typeof account)["caller"]) =>
  db().token.count({ where: { accountId: accountIdOf(caller.actor), kind: "temporary" } });
const put = (body: unknown, headers?: Record<string, string>) => call(app, "PUT", "/v1/api_auth", { body, headers });

describe("PUT /v1/api_auth refuses with 401 and issues nothing:", () => {
  test.each([
    ...[{}, { data: null }, { data: {} }, { data: [] }, { data: key }, { data: [{ api_key: key }] }],
    ...[{ api_key: key }, { data: { data: { api_key: key } } }, { data: { API_KEY: key } }, { verb: "PUT" }],
    ...[[], "x", 1, true, null, [{ data: { api_key: key } }]],
    ...[null, 1, true, "", [], {}, [key], { key }].map((api_key) => ({ data: { api_key } })),
  ])("%j", async (body) => {
    const before = await issuedBy(account.caller);
    const answer = await put(JSON.stringify(body));
    expect(seenOf(answer)).toEqual(invalid);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
    expect(answer.body, "the key is echoed").not.toContain(key);
    expect(await issuedBy(account.caller)).toBe(before);
  });

  test("keys that are none, with the same bytes for each (A1)", async () => {
    const admin = await activeMember(account.id, "admin");
    const session = await sessionTokenOf(app, { email: admin.email });
    const member = (await call(app, "POST", "/user/apiKey", { headers: bearer(session), body: {} })).json().key;
    const other = await guardedAccount();
    const replaced = await accountKeyOf(app, other);
    await replaceAccountKey(other.caller, {});
    const { passcode } = await account.createPasscode();
    const before = [await issuedBy(account.caller), await issuedBy(other.caller)];
    const wrong = [
      ...[makeToken("ak"), member, replaced, passcode, session, await temporaryTokenOf(app, account)],
      ...[
        ` ${key}`,
        `${key}\n`,
        key.slice(0, -1),
        `${key}0`,
        key.toUpperCase(),
        key.replace("wwak", "wwtt"),
        "x\u0000",
      ],
    ];
    const seen = [];
    for (const one of wrong) {
      const { statusCode, headers, body } = await exchange(app, one);
      const { "x-request-id": id, date: _date, ...others } = headers;
      seen.push(JSON.stringify([statusCode, body.replace(String(id), ""), others]));
    }
    expect([...new Set(seen)]).toHaveLength(1);
    expect(seen[0]).toMatch(/^\[401,/);
    expect([(await issuedBy(account.caller)) - 1, await issuedBy(other.caller)]).toEqual(before);
  });

  test("a key of which one character was changed", async () => {
    for (let at = 0; at < key.length; at++) {
      const changed = key.slice(0, at) + (key[at] === "a" ? "b" : "a") + key.slice(at + 1);
      expect((await exchange(app, changed)).statusCode, `character ${at}`).toBe(401);
    }
  });

  test("a key in the URL or in a header", async () => {
    const url = `/v1/api_auth?api_key=${key}&data=${key}`;
    expect(seenOf(await call(app, "PUT", url, { body: {}, headers: authToken(key) }))).toEqual(invalid);
  });
});

describe("the family's shape for what is not there:", () => {
  test.each([
    ...[
      ["GET", "/v1/api_auth", "PUT, POST"],
      ["DELETE", "/v1/api_auth", "PUT, POST"],
    ],
    ...[
      ["PUT", "/v1/token_auth", "GET, HEAD, DELETE, POST"],
      ["PATCH", "/v1/token_auth", "GET, HEAD, DELETE, POST"],
    ],
    ...[
      ["DELETE", keyPath(account), "GET, HEAD, PUT, POST"],
      ["OPTIONS", keyPath(account), "GET, HEAD, PUT, POST"],
    ],
  ] as ["GET", string, string][])("%s %s is 405 with Allow, whatever is in it", async (method, url, allow) => {
    const answer = await call(app, method, url, { body: "{", headers: { "content-type": "text/plain" } });
    expect([seenOf(answer), answer.headers.allow]).toEqual([refusal(405, "method not allowed"), allow]);
  });

  test.each([
    ...["/v1/api_auth/", "/v1/api_auth/x", "/v1/token_auth/x", "/v1/user_auth/x", "/v1/api_auth/%zz"],
    ...[`${keyPath(account)}/`, `${keyPath(account)}/x`, "/v1/accounts/x/api_key/y?z=1"],
  ])("%s is 404", async (url) => {
    for (const method of ["GET", "PUT", "POST"] as const) {
      expect(seenOf(await call(app, method, url))).toEqual(refusal(404, "bad identifier"));
    }
  });

  test("other paths of /v1 keep the problems", async () => {
    const urls = ["/v1/api_authx", "/v1/api_aut", "/v1/accounts/x/api_keys", "/v1/accounts/api_key", "/v1/x/api_auth"];
    for (const url of [...urls, `/v1/accounts/${account.id}`, `/v1/accounts/${account.id}/passcodes`]) {
      const answer = await call(app, "GET", url);
      expect(answer.headers["content-type"], url).toBe("application/problem+json; charset=utf-8");
    }
  });
});

describe("X-Auth-Token", () => {
  test.each(["GET", "DELETE"] as const)("%s /v1/token_auth is 401 without a good one", async (method) => {
    const wrong = [
      ...["wrong", makeToken("tt"), makeToken("st"), key, "ww", `${await temporaryTokenOf(app, account)}x`],
      ...[`wwtt_${"0".repeat(38)}`, "Bearer x"],
    ];
    for (const one of wrong) {
      expect(seenOf(await call(app, method, "/v1/token_auth", { headers: authToken(one) })), one).toEqual(invalid);
    }
    expect(seenOf(await call(app, method, "/v1/token_auth"))).toEqual(invalid);
    expect(seenOf(await call(app, method, "/v1/token_auth", { headers: authToken("") }))).toEqual(invalid);
  });

  test("two that differ are 400, two that are the same count as one, and nothing in the URL counts", async () => {
    const one = await temporaryTokenOf(app, account);
    const twice = (other: string) =>
      call(app, "GET", "/v1/token_auth", { headers: { ...authToken(one), "x-api-key": other } });
    expect(seenOf(await twice("other"))).toEqual(refusal(400, "multiple credentials"));
    expect((await twice(one)).statusCode).toBe(200);
    const inUrl = await call(app, "GET", `/v1/token_auth?auth_token=${one}&x-auth-token=${one}`);
    expect(seenOf(inUrl)).toEqual(invalid);
  });
});
