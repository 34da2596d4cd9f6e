import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair, shortPair } from "@/lib/api/testing/headers";
import { updateAccount } from "@/lib/core/account/update-account";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import { makeToken, tokenKinds } from "@/lib/core/secrets";
import { endPasscode, guardedAccount, retireSecret } from "@/lib/testing/guarded-account";

const app = await buildApi();
const account = await guardedAccount();
const { passcode } = await account.createPasscode();
const ending = await account.createPasscode(5);
afterAll(() => app.close());

const url = "/v1/connect?partner=demo";
const connect = (headers: Record<string, string>, path = url) => app.inject({ url: path, headers });
const invalid = '{"status":"fail","error":"Invalid Credentials","code":401}';
const expired = '{"status":"fail","error":"Passcode Expired","code":401}';

async function expectInvalid(headers: Record<string, string>, what?: string) {
  const response = await connect(headers);
  expect(response.statusCode, what).toBe(401);
  expect(response.body, what).toBe(invalid);
  expect(response.headers["content-type"], what).toBe("application/json; charset=utf-8");
  expect(response.headers, what).not.toHaveProperty("passcode-expires");
}

describe("GET /v1/connect accepts", () => {
  test.each([
    ["the headers of seed 000", pair],
    ["their short names", shortPair],
    ["both, when they say the same", (a: string, p: string) => ({ ...pair(a, p), ...shortPair(a, p) })],
    ["the passcode once more as a bearer", (a: string, p: string) => ({ ...pair(a, p), ...bearer(p) })],
  ])("%s", async (_what, headers) => {
    const response = await connect(headers(account.id, passcode));
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe('{"status":"success"}');
    expect(response.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(response.headers).not.toHaveProperty("passcode-expires");
  });

  test("and says when it ends, from 30 days before", async () => {
    const soon = await account.createPasscode(30);
    const response = await connect(pair(account.id, soon.passcode));
    expect(response.statusCode).toBe(200);
    expect(response.headers["passcode-expires"]).toBe(new Date(soon.expires_at ?? "").toUTCString());
    const later = await account.createPasscode(31);
    const silent = await connect(pair(account.id, later.passcode));
    expect(silent.statusCode).toBe(200);
    expect(silent.headers).not.toHaveProperty("passcode-expires");
  });

  test("both secrets of a rotation, until the old one retires", async () => {
    const rolling = await account.createPasscode();
    await retireSecret(rolling.id, 60_000);
    expect((await connect(pair(account.id, rolling.passcode))).statusCode).toBe(200);
    await retireSecret(rolling.id, -1);
    await expectInvalid(pair(account.id, rolling.passcode));
  });
});

describe("GET /v1/connect refuses, always in the same bytes,", () => {
  test("what is missing", async () => {
    await expectInvalid({});
    await expectInvalid({ "X-CleverTap-Account-Id": account.id });
    await expectInvalid({ "X-CleverTap-Passcode": passcode });
    await expectInvalid(pair("", passcode));
    await expectInvalid(pair(account.id, ""));
  });

  test("a passcode with one character changed, at each position", async () => {
    for (let i = 0; i < passcode.length; i++) {
      const other = passcode[i] === "a" ? "b" : "a";
      await expectInvalid(pair(account.id, passcode.slice(0, i) + other + passcode.slice(i + 1)), `position ${i}`);
    }
  });

  test("a passcode that is cut short, at each length", async () => {
    for (let i = 0; i < passcode.length; i++) {
      await expectInvalid(pair(account.id, passcode.slice(0, i)), `${i} characters`);
    }
  });

  test.each([
    ["in lower case", (p: string) => p.toLowerCase()],
    ["in upper case", (p: string) => p.toUpperCase()],
    ["twice", (p: string) => p + p],
    ["in quotes", (p: string) => `"${p}"`],
    ["after a no-break space", (p: string) => `\u00a0${p}`],
    ["before a no-break space", (p: string) => `${p}\u00a0`],
    ["before a space", (p: string) => `${p} `],
    ["before a newline", (p: string) => `${p}\n`],
    ["as Basic", (p: string) => `Basic ${p}`],
    ["of nobody", () => makeToken("ap")],
  ])("a passcode %s", (_what, change) => expectInvalid(pair(account.id, change(passcode))));

  test("every other kind of token, the account's own service key too", async () => {
    const { key } = await account.createServiceKey("all");
    await expectInvalid(pair(account.id, key));
    for (const kind of tokenKinds) await expectInvalid(pair(account.id, makeToken(kind)), kind);
  });

  test.each([
    ["in lower case", account.id.toLowerCase()],
    ["with a blank after it", `${account.id} `],
    ["of nobody", "AAA-AAA-AAAA"],
    ["that is a wildcard", "%"],
  ])("an account id %s", (_what, wrong) => expectInvalid(pair(wrong, passcode)));

  test("fifty passcodes at fifty accounts but for the fifty that belong together (V4)", async () => {
    const accounts: Awaited<ReturnType<typeof guardedAccount>>[] = [];
    while (accounts.length < 50) accounts.push(await guardedAccount());
    const passcodes: { passcode: string }[] = [];
    for (const one of accounts) passcodes.push(await one.createPasscode());
    let accepted = 0;
    for (const [i, at] of accounts.entries()) {
      for (const [j, of] of passcodes.entries()) {
        const headers = pair(at.id, of.passcode);
        if (i !== j) await expectInvalid(headers, `${i} ${j}`);
        else if ((await connect(headers)).statusCode === 200) accepted++;
      }
    }
    expect(accepted).toBe(50);
  }, 120_000);

  test("a passcode from the moment it is deleted", async () => {
    const doomed = await account.createPasscode();
    expect((await connect(pair(account.id, doomed.passcode))).statusCode).toBe(200);
    await account.deletePasscode(doomed.id);
    await expectInvalid(pair(account.id, doomed.passcode));
  });

  test("a deleted passcode, even if it has expired", async () => {
    const doomed = await account.createPasscode(1);
    await endPasscode(doomed.id, -1);
    await account.deletePasscode(doomed.id);
    await expectInvalid(pair(account.id, doomed.passcode));
  });

  test("a suspended passcode, until it is resumed", async () => {
    const { id, passcode } = await account.createPasscode();
    await updatePasscode(account.caller, { id, suspended: true, version: 1 });
    await expectInvalid(pair(account.id, passcode));
    await updatePasscode(account.caller, { id, suspended: false, version: 2 });
    expect((await connect(pair(account.id, passcode))).statusCode).toBe(200);
  });

  test("every passcode of an account that has the dialect switched off, and no other account's", async () => {
    const guarded = await guardedAccount();
    const mine = await guarded.createPasscode();
    const old = await guarded.createPasscode(1);
    await endPasscode(old.id, -1);
    await updateAccount(guarded.caller, { policy: { dialects: { passcode: false } }, version: 1 });
    await expectInvalid(pair(guarded.id, mine.passcode));
    expect((await connect(pair(guarded.id, old.passcode))).body, "it says what is wrong with it first").toBe(expired);
    expect((await connect(pair(account.id, passcode))).statusCode).toBe(200);
    await updateAccount(guarded.caller, { policy: { dialects: { passcode: true } }, version: 2 });
    expect((await connect(pair(guarded.id, mine.passcode))).statusCode).toBe(200);
  });

  test("what is in the URL, the body or a cookie (V5)", async () => {
    const named = `X-CleverTap-Account-Id=${account.id}&X-CleverTap-Passcode=${passcode}`;
    const inUrl = await connect({}, `${url}&${named}&account_id=${account.id}&passcode=${passcode}`);
    expect([inUrl.statusCode, inUrl.body]).toEqual([401, invalid]);
    await expectInvalid({ cookie: named.replace("&", "; ") });
    await expectInvalid({ ...bearer(passcode), "X-Account-Id": account.id });
  });
});

describe("GET /v1/connect", () => {
  test("says that a passcode expired a millisecond ago, to the holder of the right one with the right account alone", async () => {
    const old = await account.createPasscode(1);
    await endPasscode(old.id, -1);
    const response = await connect(pair(account.id, old.passcode));
    expect([response.statusCode, response.body]).toEqual([401, expired]);
    await expectInvalid(pair("AAA-AAA-AAAA", old.passcode));
    await expectInvalid(pair(account.id, `${old.passcode.slice(0, -1)}!`));
    await endPasscode(old.id, 60_000);
    expect((await connect(pair(account.id, old.passcode))).statusCode).toBe(200);
  });

  test("says that the account takes its users' passcodes alone, to the holder of the right one with the right account", async () => {
    const guarded = await guardedAccount();
    const mine = await guarded.createPasscode();
    await updateAccount(guarded.caller, { policy: { user_passcodes_only: true }, version: 1 });
    const response = await connect(pair(guarded.id, mine.passcode));
    expect([response.statusCode, response.body]).toEqual([
      401,
      '{"status":"fail","error":"User Passcode Required","code":401}',
    ]);
    await expectInvalid(pair(account.id, mine.passcode));
    await expectInvalid(pair(guarded.id, makeToken("ap")));
    const own = await app.inject({ url: "/v1/self", headers: pair(guarded.id, mine.passcode) });
    expect(own.json()).toMatchObject({ code: "credential_invalid", title: "Credential invalid", status: 401 });
  });

  test.each(["/v1/connect", "/v1/connect?partner=", "/v1/connect?partner=a&partner=b", "/v1/connect?Partner=a"])(
    "asks for a partner after the credentials: %s",
    async (path) => {
      const response = await connect(pair(account.id, ending.passcode), path);
      expect(response.statusCode).toBe(400);
      expect(response.body).toBe('{"status":"fail","error":"partner is required","code":400}');
      expect(response.headers, "only successful answers tell when it ends").not.toHaveProperty("passcode-expires");
      const stranger = await connect({}, path);
      expect([stranger.statusCode, stranger.body]).toEqual([401, invalid]);
    },
  );

  test.each([
    ["two passcodes", { ...pair(account.id, passcode), "X-Passcode": makeToken("ap") }],
    ["two accounts", { ...pair(account.id, passcode), "X-Account-Id": "AAA-AAA-AAAA" }],
    ["a passcode and a bearer", { ...pair(account.id, passcode), ...bearer("t") }],
    ["a passcode and Basic", { ...pair(account.id, passcode), Authorization: "Basic YTpi" }],
    ["a passcode and X-Auth-Token", { ...pair(account.id, passcode), "X-Auth-Token": "t" }],
    ["a passcode and x-api-key", { ...pair(account.id, passcode), "x-api-key": "t" }],
  ])("refuses %s that differ with 400 (V5)", async (_what, headers) => {
    const response = await connect(headers);
    expect(response.statusCode).toBe(400);
    expect(response.body).toBe('{"status":"fail","error":"Multiple Credentials","code":400}');
  });

  test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const)("answers 405 to %s, with Allow", async (method) => {
    const response = await app.inject({ method, url, headers: pair(account.id, passcode), payload: "{" });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe("GET, HEAD");
    expect(response.body).toBe('{"status":"fail","error":"Method Not Allowed","code":405}');
  });
});

test("the passcode that all these tests use is still good", async () => {
  expect((await connect(pair(account.id, passcode))).statusCode).toBe(200);
});
