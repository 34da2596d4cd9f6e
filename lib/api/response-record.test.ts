import { afterAll, expect, test } from "vitest";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { buildApi } from "./app";
import { jwtCookie } from "./credentials";
import { responseRecord } from "./response-record";
import { basic, jwtOf } from "./testing/basic";
import { bearer, pair } from "./testing/headers";

const app = await buildApi();
afterAll(() => app.close());
const records: ReturnType<typeof responseRecord>[] = [];
app.addHook("onResponse", async (request, reply) => {
  records.push(responseRecord(request, reply));
});

test("no secret gets into the log, wherever it stood in the request", async () => {
  const account = await guardedAccount();
  const { passcode } = await account.createPasscode();
  const { key } = await account.createServiceKey("verify");
  const paths = [
    `/v1/connect?partner=a&passcode=${passcode}`,
    `/v1/auth/${passcode}/x`,
    `/v1/${passcode}?`,
    `/1/${key}`,
  ];
  for (const url of paths) await app.inject({ url, headers: pair(account.id, passcode) });
  const payload = { account_id: account.id, passcode };
  const verified = await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(key), payload });
  expect(verified.json().valid).toBe(true);
  expect(records.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    "GET /v1/connect 200",
    "GET /v1/auth 200",
    "GET /v1/[redacted] 404",
    "GET /1/[redacted] 404",
    "POST /v1/verify 200",
  ]);
  for (const secret of [passcode, key]) expect(JSON.stringify(records)).not.toContain(secret.slice(5));
  expect(records.at(-1)?.request_id).toBe(verified.headers["x-request-id"]);
});

test("nor does a password, a JWT or its cookie of the Basic dialect", async () => {
  const account = await guardedAccount();
  const { email } = await activeMember(account.id, "member");
  const token = await jwtOf(app, email);
  const before = records.length;
  for (const url of [
    `/api/v3/${token}`,
    `/api/User/my?token=${token}`,
    `/api/v3/LoginConfiguration?username=${email}`,
  ]) {
    await app.inject({ url, headers: { ...basic(email), cookie: `${jwtCookie}=${token}` } });
  }
  expect(records.slice(before).map(({ path, status }) => `${path} ${status}`)).toEqual([
    "/api/v3/[redacted] 404",
    "/api/User/my 400",
    "/api/v3/LoginConfiguration 200",
  ]);
  const written = JSON.stringify(records);
  for (const secret of [...token.split(".").slice(1), basic(email).Authorization.slice(6), email]) {
    expect(written).not.toContain(secret);
  }
});
