import { afterAll, expect, test, vi } from "vitest";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { pair } from "./testing/headers";

// Before the imports: the settings are read once.
vi.hoisted(() => vi.stubEnv("SAMPLE_UPSTREAM", "off"));
const app = await buildApi();
afterAll(() => app.close());

test("SAMPLE_UPSTREAM=off removes the sample upstream, and nothing else", async () => {
  const account = await guardedAccount();
  const { passcode } = await account.createPasscode();
  for (const url of ["/1/events.json", "/1/profile.json", "/1/x"]) {
    const response = await app.inject({ url, headers: pair(account.id, passcode) });
    expect([response.statusCode, response.body]).toEqual([404, '{"status":"fail","error":"Not Found","code":404}']);
  }
  const { statusCode } = await app.inject({ url: "/v1/connect?partner=a", headers: pair(account.id, passcode) });
  expect(statusCode).toBe(200);
  const { paths } = (await app.inject({ url: "/openapi.json" })).json();
  expect(Object.keys(paths).filter((path) => path.startsWith("/1/"))).toEqual([]);
});
