import { afterAll, describe, expect, test } from "vitest";
import { updateAccount } from "@/lib/core/account/update-account";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import { makeToken } from "@/lib/core/secrets";
import {
  endPasscode,
  endServiceKey,
  guardedAccount,
  retireSecret,
  revokeServiceKey,
} from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { bearer } from "./testing/headers";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const caller = await account.createServiceKey("verify");
const passcode = await account.createPasscode();

type Headers = Record<string, string>;
const post = (payload: string | Buffer, headers: Headers = {}) =>
  app.inject({
    method: "POST",
    url: "/v1/verify",
    headers: { ...bearer(caller.key), "content-type": "application/json", ...headers },
    payload,
  });
const verify = (body: unknown, headers: Headers = {}) => post(JSON.stringify(body), headers);
const good = { account_id: account.id, passcode: passcode.passcode };

async function decided(body: unknown) {
  const response = await verify(body);
  expect(response.statusCode).toBe(200);
  return response.json();
}

describe("POST /v1/verify decides", () => {
  test("a good passcode, by its pair", async () => {
    const response = await verify(good);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      valid: true,
      credential: {
        id: passcode.id,
        kind: "account_passcode",
        account_id: account.id,
        user_id: null,
        name: passcode.name,
        scopes: [],
      },
      expires_at: null,
    });
    expect(response.headers["cache-control"]).toBe("no-store");
  });

  test("its end, in UTC", async () => {
    const { passcode, expires_at } = await account.createPasscode(7);
    expect(expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await decided({ account_id: account.id, passcode })).toMatchObject({ valid: true, expires_at });
  });

  test("a service key of the same account, by token", async () => {
    const { id, key } = await account.createServiceKey("audit:read");
    expect(await decided({ token: key })).toMatchObject({
      valid: true,
      credential: { id, kind: "service_key", scopes: ["audit:read"] },
    });
    await endServiceKey(id, -1);
    expect(await decided({ token: key })).toEqual({ valid: false, code: "expired" });
    await revokeServiceKey(id);
    expect(await decided({ token: key })).toEqual({ valid: false, code: "revoked" });
  });

  test("expired, revoked and rotated-out ones, each by its word", async () => {
    const { id, passcode } = await account.createPasscode(1);
    const body = { account_id: account.id, passcode };
    await endPasscode(id, -1);
    expect(await decided(body)).toEqual({ valid: false, code: "expired" });
    await account.deletePasscode(id);
    expect(await decided(body)).toEqual({ valid: false, code: "revoked" });
    const rotated = await account.createPasscode();
    await retireSecret(rotated.id, -1);
    expect(await decided({ account_id: account.id, passcode: rotated.passcode })).toEqual({
      valid: false,
      code: "revoked",
    });
  });

  test("suspended ones, and those that the account's policy refuses, each by its word, the first that fits", async () => {
    const guarded = await guardedAccount();
    const { key } = await guarded.createServiceKey("verify");
    const { id, passcode } = await guarded.createPasscode();
    const ask = async () => (await verify({ account_id: guarded.id, passcode }, bearer(key))).json();
    await updateAccount(guarded.caller, { policy: { user_passcodes_only: true }, version: 1 });
    expect(await ask()).toEqual({ valid: false, code: "user_passcode_required" });
    await updateAccount(guarded.caller, { policy: { dialects: { passcode: false } }, version: 2 });
    expect(await ask()).toEqual({ valid: false, code: "dialect_off" });
    await updatePasscode(guarded.caller, { id, suspended: true, version: 1 });
    expect(await ask()).toEqual({ valid: false, code: "suspended" });
    await endPasscode(id, -1);
    expect(await ask()).toEqual({ valid: false, code: "expired" });
    await guarded.deletePasscode(id);
    expect(await ask()).toEqual({ valid: false, code: "revoked" });
  });

  test.each([
    ["unknown", makeToken("ap")],
    ["garbage", "x"],
    ["NUL", "\u0000"],
    ["with a newline after it", `${passcode.passcode}\n`],
    ["with a blank before it", ` ${passcode.passcode}`],
    ["in lower case", passcode.passcode.toLowerCase()],
    ["cut short", passcode.passcode.slice(0, -1)],
    ["of 100,000 characters", "w".repeat(100_000)],
    ["of another kind", caller.key],
  ])("a passcode that is %s: not_found", async (_what, wrong) => {
    expect(await decided({ ...good, passcode: wrong })).toEqual({ valid: false, code: "not_found" });
  });

  test("another account's credentials, whatever their state: not_found", async () => {
    const other = await guardedAccount();
    const theirs = await other.createPasscode(1);
    const { key } = await other.createServiceKey("all");
    const notFound = { valid: false, code: "not_found" };
    expect(await decided({ token: key })).toEqual(notFound);
    expect(await decided({ account_id: other.id, passcode: theirs.passcode })).toEqual(notFound);
    expect(await decided({ account_id: account.id, passcode: theirs.passcode })).toEqual(notFound);
    await endPasscode(theirs.id, -1);
    expect(await decided({ account_id: other.id, passcode: theirs.passcode })).toEqual(notFound);
    await other.deletePasscode(theirs.id);
    expect(await decided({ account_id: other.id, passcode: theirs.passcode })).toEqual(notFound);
    expect(await decided({ account_id: account.id.toLowerCase(), passcode: passcode.passcode })).toEqual(notFound);
  });

  test("a passcode without its account, as a token: not_found", async () => {
    expect(await decided({ token: passcode.passcode })).toEqual({ valid: false, code: "not_found" });
  });
});
