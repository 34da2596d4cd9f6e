import { afterAll, expect, test } from "vitest";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { env } from "@/lib/env";

// This process reaches its database by a way that can be cut; what uses it is imported after.
const proxy = await databaseProxy(process.env.DATABASE_URL ?? "");
process.env.DATABASE_URL = proxy.url;
const { guardedAccount } = await import("@/lib/testing/guarded-account");
afterAll(() => proxy.close());

test("a command whose database falls silent is told so in seconds, and works as soon as it is back (V9)", async () => {
  expect(env().DATABASE_URL).toBe(proxy.url);
  const account = await guardedAccount();
  const [first, { id }] = [await account.createPasscode(), await account.createPasscode()];
  // From here on the connections are there.
  await account.deletePasscode(first.id);
  proxy.swallow();
  const started = performance.now();
  await expect(account.deletePasscode(id)).rejects.toMatchObject({ code: "unavailable" });
  expect(performance.now() - started).toBeLessThan(13_000);
  proxy.restore();
  await account.deletePasscode(id);
});
