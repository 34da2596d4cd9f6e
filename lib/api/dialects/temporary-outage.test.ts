import { afterAll, expect, test } from "vitest";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { bearer } from "@/lib/api/testing/headers";

// This process reaches its database by a way that is closed; what uses it is imported after.
const proxy = await databaseProxy(process.env.DATABASE_URL ?? "");
process.env.DATABASE_URL = proxy.url;
const { buildApi } = await import("@/lib/api/app");
const { authToken, call, keyPath, refusal, seenOf } = await import("@/lib/api/testing/temporary-token");
const { makeToken } = await import("@/lib/core/secrets");
const app = await buildApi();
afterAll(() => app.close());

test("while the database is away every call is 503 with Retry-After, the request's id and no cause (V9)", async () => {
  proxy.close();
  const key = { id: "W7K-4RT-9X2P" };
  const headers = authToken(makeToken("tt"));
  const calls: [Parameters<typeof call>[1], string, Parameters<typeof call>[3]][] = [
    ["PUT", "/v1/api_auth", { body: { data: { api_key: makeToken("ak") } } }],
    ["PUT", "/v1/api_auth", { body: { data: { api_key: "wrong" } } }],
    ["POST", "/v1/api_auth", { body: { data: {}, verb: "PUT" } }],
    ["PUT", "/v1/user_auth", { body: { data: { credentials: "0".repeat(32), realm: "acme" } } }],
    ["GET", "/v1/token_auth", { headers }],
    ["DELETE", "/v1/token_auth", { headers }],
    ["GET", keyPath(key), { headers }],
    ["PUT", keyPath(key), { headers: bearer(makeToken("sk")) }],
  ];
  for (const [method, url, given] of calls) {
    const answer = await call(app, method, url, given);
    expect([seenOf(answer), answer.headers["retry-after"]], `${method} ${url}`).toEqual([
      refusal(503, "service unavailable"),
      "1",
    ]);
  }
}, 60_000);
