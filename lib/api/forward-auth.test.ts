import { METHODS } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeToken } from "@/lib/core/secrets";
import { endPasscode, guardedAccount } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { bearer, pair, shortPair } from "./testing/headers";
import { rawRequest } from "./testing/raw-request";

const app = await buildApi();
const account = await guardedAccount();
const { id, passcode } = await account.createPasscode();
let port: number;
beforeAll(async () => {
  await app.listen({ port: 0, host: "127.0.0.1" });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

const ask = (headers: Record<string, string>) => app.inject({ url: "/v1/auth", headers });
const identity = {
  "x-auth-account-id": account.id,
  "x-auth-user-id": "",
  "x-auth-credential-id": id,
  "x-auth-credential-kind": "account_passcode",
  "x-auth-scopes": "",
};
const identityHeaders = Object.keys(identity);

describe("/v1/auth accepts", () => {
  test.each([pair, shortPair])("a passcode, with who it is in the headers and nothing in the body", async (headers) => {
    const response = await ask(headers(account.id, passcode));
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe("");
    expect(response.headers).toMatchObject({ ...identity, "content-length": "0", "cache-control": "no-store" });
    expect(response.headers).not.toHaveProperty("passcode-expires");
  });

  test("a passcode that ends within 30 days, and says when", async () => {
    const soon = await account.createPasscode(5);
    const response = await ask(pair(account.id, soon.passcode));
    expect(response.statusCode).toBe(200);
    expect(response.headers["passcode-expires"]).toBe(new Date(soon.expires_at ?? "").toUTCString());
  });

  test.each(METHODS.filter((method) => method !== "CONNECT"))("any method: %s", async (method) => {
    const head = `${method} /v1/auth HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`;
    const headers = `X-Account-Id: ${account.id}\r\nX-Passcode: ${passcode}\r\n`;
    const response = await rawRequest(port, `${head + headers}\r\n`);
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject(identity);
    expect((await rawRequest(port, `${head}\r\n`)).status).toBe(401);
  });

  test.each([
    "/v1/auth/",
    "/v1/auth/1/events.json?passcode=x",
    "/v1/auth/%zz/%00/%2e%2e",
    `/v1/auth/${"a".repeat(4000)}`,
    "/v1/auth//../../etc",
    "/v1/auth/v1/connect",
  ])("any path below it, as Envoy sends it: %s", async (path) => {
    const response = await rawRequest(
      port,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Account-Id: ${account.id}\r\nX-Passcode: ${passcode}\r\n\r\n`,
    );
    expect(response.status).toBe(200);
    expect(response.headers["x-auth-account-id"]).toBe(account.id);
  });

  test.each([
    ["a content type that nobody knows", "application/x-protobuf", "\u0001\u0002"],
    ["what is no content type", ";;;", "x"],
    ["malformed JSON", "application/json", '{"a":'],
    ["2 MB", "application/json", "x".repeat(2_000_000)],
    ["an announced body that does not come", "text/plain", ""],
  ])("any body, unread: %s", async (what, type, payload) => {
    const headers = { ...pair(account.id, passcode), "content-type": type };
    if (what.startsWith("an announced")) Object.assign(headers, { "content-length": "1000000" });
    const response = await app.inject({ method: "POST", url: "/v1/auth", headers, payload });
    expect(response.statusCode).toBe(200);
  });
});

describe("/v1/auth refuses, without an identity,", () => {
  async function refused(headers: Record<string, string>) {
    const response = await ask(headers);
    expect(response.statusCode).toBe(401);
    for (const name of identityHeaders) expect(response.headers).not.toHaveProperty(name);
    return response;
  }
  const problem = (code: string) => ({
    type: `urn:watchword:problem:${code}`,
    code,
    title: expect.any(String),
    status: 401,
    detail: expect.any(String),
    request_id: expect.any(String),
  });

  test("no credential: a problem, and the scheme to use", async () => {
    const response = await refused({});
    expect(response.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
    expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(response.json()).toEqual(problem("credential_required"));
    expect(response.json().request_id).toBe(response.headers["x-request-id"]);
  });

  test.each([
    ["a wrong passcode", pair(account.id, makeToken("ap"))],
    ["garbage", pair(account.id, "x")],
    ["another account", pair("AAA-AAA-AAAA", passcode)],
    ["half a pair", { "X-Account-Id": account.id }],
    ["the other half", { "X-Passcode": passcode }],
  ])("%s, in the shape of the passcode dialect", async (_what, headers) => {
    const response = await refused(headers);
    expect(response.body).toBe('{"status":"fail","error":"Invalid Credentials","code":401}');
  });

  test("an expired passcode, in words", async () => {
    const old = await account.createPasscode(1);
    await endPasscode(old.id, -1);
    const response = await refused(pair(account.id, old.passcode));
    expect(response.body).toBe('{"status":"fail","error":"Passcode Expired","code":401}');
  });

  test("service keys and passcodes as bearers, which are no dialect's", async () => {
    const { key } = await account.createServiceKey("all");
    for (const headers of [bearer(key), bearer(passcode), bearer("x.y.z")]) {
      const response = await refused(headers);
      expect(response.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
      expect(response.json()).toEqual(problem("credential_invalid"));
    }
    expect((await refused(pair(account.id, key))).json().error).toBe("Invalid Credentials");
  });

  const jwtOf = (typ: string) =>
    bearer(`${Buffer.from(JSON.stringify({ alg: "none", typ })).toString("base64url")}.e30.AAAA`);
  const envelope = { auth_token: "", status: "error", message: "invalid credentials", error: "401", data: {} };
  const v3 = { data: null, error: [{ primaryErrorKey: "UNAUTHORIZED", otherErrors: null }], warnings: null };
  test.each<[string, Record<string, string>, object]>([
    ["a temporary token", { "X-Auth-Token": makeToken("tt") }, envelope],
    ["a passcode where a temporary token belongs", { "X-Auth-Token": passcode }, envelope],
    ["a session token", bearer(makeToken("st")), { statusCode: 401, error: "Unauthorized" }],
    ["an API key", { "x-api-key": makeToken("ak") }, { statusCode: 401, error: "Unauthorized" }],
    ["Basic", { Authorization: "Basic YTpi" }, v3],
    ["what is no base64", { Authorization: "Basic %%%" }, v3],
    ["a v3_user_token", { Authorization: `v3_user_token ${passcode}` }, v3],
    ["a JWT of the Basic dialect", jwtOf("v3-user-token+jwt"), v3],
    ["an access token", jwtOf("at+jwt"), { code: "token_not_valid" }],
    ["a private token", bearer(makeToken("pt")), { code: "token_not_valid" }],
  ])("%s, in the shape of its dialect", async (_what, headers, body) => {
    expect((await refused(headers)).json(), "a client cannot read the refusal").toMatchObject(body);
  });

  test("two credentials with 401, for nginx makes 500 of a 400", async () => {
    const twoPasscodes = await refused({ ...pair(account.id, passcode), "X-Passcode": "x" });
    expect(twoPasscodes.body).toBe('{"status":"fail","error":"Multiple Credentials","code":401}');
    const mixed = await refused({ ...pair(account.id, passcode), ...bearer("x") });
    expect(mixed.json()).toEqual(problem("multiple_credentials"));
  });
});
