import { afterAll, expect, test } from "vitest";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { responseRecord } from "./response-record";
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
