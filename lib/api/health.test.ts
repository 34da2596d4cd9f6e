import { Pool } from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { buildApi, buildHealth } from "./app";
import { databaseProxy } from "./testing/database-proxy";
import { pair } from "./testing/headers";
import { createPool } from "./verifier/create-pool";
import { directVerifier } from "./verifier/direct-verifier";

const app = await buildApi();
afterAll(() => app.close());

describe("/healthz and /readyz", () => {
  test.each(["/healthz", "/readyz"])("%s says ok, to HEAD without the body", async (url) => {
    const response = await app.inject({ url });
    expect([response.statusCode, response.body]).toEqual([200, '{"status":"ok"}']);
    expect(response.headers["cache-control"]).toBe("no-store");
    const head = await app.inject({ method: "HEAD", url });
    expect([head.statusCode, head.body, head.headers["content-length"]]).toEqual([200, "", "15"]);
  });

  test.each(["/healthz", "/readyz", "/openapi.json"])("%s answers 405 with Allow to other methods", async (url) => {
    const response = await app.inject({ method: "POST", url });
    expect([response.statusCode, response.headers.allow]).toEqual([405, "GET, HEAD"]);
    expect(response.json().code).toBe("method_not_allowed");
  });
});

test("a process that stops is not ready, whatever its database says, and decides on", async () => {
  const verifier = directVerifier(createPool(env().DATABASE_URL ?? ""));
  const api = await buildApi(verifier);
  await verifier.retire();
  const response = await api.inject({ url: "/readyz" });
  expect([response.statusCode, response.body]).toEqual([503, '{"status":"not ready","not_ready":["stopping"]}']);
  const { passcode, id } = await aPasscode();
  expect((await api.inject({ url: "/v1/connect?partner=x", headers: pair(id, passcode) })).statusCode).toBe(200);
  await api.close();
});

test("where only the console is served, the API's other paths are not there", async () => {
  const verifier = directVerifier(createPool(env().DATABASE_URL ?? ""));
  const api = await buildHealth(verifier);
  for (const url of ["/healthz", "/readyz"]) expect((await api.inject({ url })).statusCode, url).toBe(200);
  for (const url of ["/v1/connect?partner=x", "/v1/auth", "/user/authenticate", "/1/any.json", "/openapi.json"]) {
    expect((await api.inject({ method: "POST", url })).statusCode, url).toBe(404);
  }
  expect((await api.inject({ method: "POST", url: "/readyz" })).statusCode).toBe(405);
  expect((await api.inject({ url: "/v1/self" })).json()).toMatchObject({ code: "not_found" });
  await api.close();
  await expect(verifier.obstacles(), "its pool is open").resolves.toEqual(["database"]);
});

async function aPasscode(): Promise<{ id: string; passcode: string }> {
  const account = await guardedAccount();
  return { id: account.id, passcode: (await account.createPasscode()).passcode };
}

describe("without its database", () => {
  test("it is alive, not ready, says no more than that, and is ready again when the database is", async () => {
    const proxy = await databaseProxy(env().DATABASE_URL ?? "");
    const api = await buildApi(directVerifier(createPool(proxy.url)));
    try {
      expect((await api.inject({ url: "/readyz" })).statusCode).toBe(200);
      proxy.swallow();
      const response = await api.inject({ url: "/readyz" });
      expect(response.statusCode).toBe(503);
      expect(response.body).toBe('{"status":"not ready","not_ready":["database"]}');
      expect(response.headers["retry-after"]).toBe("1");
      expect((await api.inject({ url: "/healthz" })).statusCode).toBe(200);
      proxy.restore();
      expect((await api.inject({ url: "/readyz" })).statusCode).toBe(200);
    } finally {
      await api.close();
      proxy.close();
    }
  });

  test("a database without our migrations is not ready", async () => {
    const url = new URL(env().DATABASE_URL ?? "");
    url.pathname = "/postgres";
    const api = await buildApi(directVerifier(createPool(url.href)));
    try {
      const response = await api.inject({ url: "/readyz" });
      expect([response.statusCode, response.body]).toEqual([503, '{"status":"not ready","not_ready":["migrations"]}']);
    } finally {
      await api.close();
    }
  });

  test("closing the app ends the verifier's pool", async () => {
    const pool = new Pool({ connectionString: env().DATABASE_URL });
    const api = await buildApi(directVerifier(pool));
    await api.close();
    expect(pool.ended).toBe(true);
  });
});
