import { afterAll, expect, test, vi } from "vitest";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { bearer, pair } from "./testing/headers";

const app = await buildApi();
const account = await guardedAccount();
afterAll(() => app.close());
afterAll(() => vi.unstubAllEnvs());

test("tell how long changes wait and whether memory answers, and name nobody (O6)", async () => {
  const { id, passcode } = await account.createPasscode();
  const headers = pair(account.id, passcode);
  await expect
    .poll(async () => {
      await app.inject({ url: "/v1/self", headers });
      return (await app.inject("/metrics")).body;
    })
    .toMatch(/^watchword_lease_held 1$[\s\S]*^watchword_remembered_credentials [1-9]/m);
  await account.deletePasscode(id);
  const { body, headers: answered } = await app.inject("/metrics");
  expect(answered["content-type"]).toMatch(/^text\/plain/);
  expect(body).toMatch(/^watchword_change_wait_seconds_count [1-9]/m);
  for (const secret of [id, passcode, account.id, account.name]) {
    expect(body, "whoever reads the metrics learns of an account").not.toContain(secret);
  }
});

test("are for the holder of METRICS_TOKEN alone, where it is set", async () => {
  vi.stubEnv("METRICS_TOKEN", "a token of the metrics");
  vi.resetModules();
  const { buildApi: freshApi } = await import("./app");
  const guarded = await freshApi();
  const statusWith = async (headers: Record<string, string>) =>
    (await guarded.inject({ url: "/metrics", headers })).statusCode;
  expect(await statusWith({})).toBe(401);
  expect(await statusWith(bearer("another token of the metrics"))).toBe(401);
  expect(await statusWith(bearer("a token of the metrics"))).toBe(200);
  await guarded.close();
});
