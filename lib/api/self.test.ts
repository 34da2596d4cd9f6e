import { afterAll, describe, expect, test } from "vitest";
import { makeToken } from "@/lib/core/secrets";
import { endPasscode, endServiceKey, guardedAccount, revokeServiceKey } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { bearer, pair } from "./testing/headers";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const self = (headers: Record<string, string>) => app.inject({ url: "/v1/self", headers });

describe("GET /v1/self", () => {
  test("tells the holder of a passcode who it is", async () => {
    const { id, name, passcode, expires_at } = await account.createPasscode(5);
    const response = await self(pair(account.id, passcode));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      credential: { id, kind: "account_passcode", account_id: account.id, user_id: null, name, scopes: [] },
      account: { id: account.id, name: account.name },
      expires_at,
    });
    expect(response.headers["passcode-expires"]).toBe(new Date(expires_at ?? "").toUTCString());
    expect(response.body).not.toContain(passcode);
  });

  test("tells the holder of a service key who it is", async () => {
    const { id, name, key } = await account.createServiceKey("verify", "passcodes:read");
    const response = await self(bearer(key));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      credential: {
        id,
        kind: "service_key",
        account_id: account.id,
        user_id: null,
        name,
        scopes: ["verify", "passcodes:read"],
      },
      account: { id: account.id, name: account.name },
      expires_at: null,
    });
  });

  test.each([
    ["none", {}, 401, "credential_required"],
    ["a wrong passcode", pair(account.id, makeToken("ap")), 401, "credential_invalid"],
    ["half a pair", { "X-Account-Id": account.id }, 401, "credential_invalid"],
    ["a wrong key", bearer(makeToken("sk")), 401, "credential_invalid"],
    ["Basic", { Authorization: "Basic YTpi" }, 401, "credential_invalid"],
    ["two that differ", { ...pair(account.id, "a"), ...bearer("b") }, 400, "multiple_credentials"],
  ])("refuses %s", async (_what, headers, status, code) => {
    const response = await self(headers);
    expect(response.statusCode).toBe(status);
    expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(response.json()).toMatchObject({ code, status, request_id: response.headers["x-request-id"] });
    expect(response.headers["www-authenticate"]).toBe(status === 401 ? 'Bearer realm="watchword"' : undefined);
  });

  test("tells expired ones from bad ones", async () => {
    const old = await account.createPasscode(1);
    await endPasscode(old.id, -1);
    expect((await self(pair(account.id, old.passcode))).json().code).toBe("credential_expired");
    const { id, key } = await account.createServiceKey("all");
    await endServiceKey(id, -1);
    expect((await self(bearer(key))).json().code).toBe("credential_expired");
    await revokeServiceKey(id);
    expect((await self(bearer(key))).json().code).toBe("credential_invalid");
  });

  test("a service key is taken as a bearer alone, a passcode in its headers alone", async () => {
    const { key } = await account.createServiceKey("all");
    expect((await self(pair(account.id, key))).statusCode).toBe(401);
    const { passcode } = await account.createPasscode();
    expect((await self(bearer(passcode))).statusCode).toBe(401);
  });

  test("answers 405 with Allow to other methods", async () => {
    const response = await app.inject({ method: "DELETE", url: "/v1/self" });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe("GET, HEAD");
    expect(response.json().code).toBe("method_not_allowed");
  });
});
