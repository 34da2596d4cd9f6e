import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "@/lib/api/api";
import { buildApi } from "@/lib/api/app";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { pair } from "@/lib/api/testing/headers";
import { makeToken } from "@/lib/core/secrets";
import { notFound } from "@/lib/core/verification/decide-credential";
import { env } from "@/lib/env";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { createPool } from "./create-pool";
import { directVerifier } from "./direct-verifier";

const databaseUrl = env().DATABASE_URL ?? "";
const superuser = new Pool({ connectionString: databaseUrl, max: 1 });
const account = await guardedAccount();
const { passcode } = await account.createPasscode();
afterAll(() => superuser.end());

const ask = (api: Api, url = "/v1/connect?partner=demo") => api.inject({ url, headers: pair(account.id, passcode) });

/** Within 2 s, with `Retry-After`, in the family's shape, and never 401: a client would throw a good credential away. */
async function expectOutage(api: Api): Promise<void> {
  const start = performance.now();
  const [dialect, ours, forwardAuth] = await Promise.all([ask(api), ask(api, "/v1/self"), ask(api, "/v1/auth")]);
  expect(performance.now() - start).toBeLessThan(2000);
  const dialectBody = (id: unknown) => ({ status: "fail", error: "Service Unavailable", code: 503, request_id: id });
  for (const response of [dialect, ours, forwardAuth]) {
    expect(response.statusCode).toBe(503);
    expect(response.headers["retry-after"]).toBe("1");
  }
  expect(dialect.json()).toEqual(dialectBody(dialect.headers["x-request-id"]));
  expect(forwardAuth.json()).toEqual(dialectBody(forwardAuth.headers["x-request-id"]));
  expect(ours.json()).toMatchObject({ code: "unavailable", status: 503, request_id: ours.headers["x-request-id"] });
}

describe("while the database is away (V9)", () => {
  test("nobody listening at its port", async () => {
    const proxy = await databaseProxy(databaseUrl);
    proxy.close();
    const api = await buildApi(directVerifier(createPool(proxy.url)));
    await expectOutage(api);
    await api.close();
  });

  test("swallowing what it is sent, before and after it is connected; right again as soon as it is back", async () => {
    const proxy = await databaseProxy(databaseUrl);
    const api = await buildApi(directVerifier(createPool(proxy.url)));
    proxy.swallow();
    await expectOutage(api);
    proxy.restore();
    expect((await ask(api)).statusCode).toBe(200);
    proxy.swallow();
    await expectOutage(api);
    proxy.restore();
    expect((await ask(api)).statusCode).toBe(200);
    await api.close();
    proxy.close();
  });

  test("every connection taken", async () => {
    const pool = createPool(databaseUrl);
    const api = await buildApi(directVerifier(pool));
    const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    await expectOutage(api);
    for (const client of taken) client.release();
    expect((await ask(api)).statusCode).toBe(200);
    await api.close();
  });

  test("without the tables it knows", async () => {
    const url = new URL(databaseUrl);
    url.pathname = "/postgres";
    const api = await buildApi(directVerifier(createPool(url.href)));
    await expectOutage(api);
    await api.close();
  });

  test("its connections killed fifty times under load: each request is answered 200 or 503, and the process lives", async () => {
    const name = `killed ${randomUUID()}`;
    const url = new URL(databaseUrl);
    url.searchParams.set("application_name", name);
    const api = await buildApi(directVerifier(createPool(url.href)));
    let killing = true;
    const statuses: number[] = [];
    const load = Array.from({ length: 8 }, async () => {
      while (killing) statuses.push((await ask(api)).statusCode);
    });
    let killed = 0;
    for (let round = 0; killed < 50 || round < 50; round++) {
      const { rowCount } = await superuser.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
        [name],
      );
      killed += rowCount ?? 0;
      // Between the blows it must come to itself, however busy the machine is.
      if (round % 5 === 0) while ((await ask(api)).statusCode !== 200);
    }
    killing = false;
    await Promise.all(load);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect((await ask(api)).statusCode).toBe(200);
    await api.close();
  });
});

describe("without asking the database", () => {
  let verifier: ReturnType<typeof directVerifier>;
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  beforeAll(async () => {
    // A pool that has ended rejects every query: what is answered here was answered without one.
    await pool.end();
    verifier = directVerifier(pool);
  });
  const question = (token: string) => ({ token, kinds: ["ap"] as const, accountId: account.id });

  test("garbage, typing errors and other kinds are refused (S1)", async () => {
    const wrong = [
      "",
      "x",
      passcode.toLowerCase(),
      passcode.slice(0, -1),
      `${passcode}\n`,
      ` ${passcode}`,
      makeToken("sk"),
    ];
    for (const token of wrong) {
      expect(await verifier.verify(question(token)), JSON.stringify(token)).toEqual(notFound);
    }
  });

  test("what could be good is not", async () => {
    await expect(verifier.verify(question(passcode))).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("deciding for many at once", () => {
  test("while four batches are under way the rest gather, and each gets its own answer, or 503 with the others", async () => {
    const pool = createPool(databaseUrl);
    const verifier = directVerifier(pool);
    const others = await Promise.all([account.createPasscode(), account.createPasscode()]);
    const ask = (token: string) => verifier.verify({ token, kinds: ["ap"], accountId: account.id });
    const tokens = [others[0].passcode, makeToken("ap"), others[1].passcode, passcode];
    const decisions = await Promise.all(Array.from({ length: 2000 }, (_, i) => ask(tokens[i % 4] ?? "")));
    const ids = decisions.map((decision) => (decision.valid ? decision.credential.name : decision.code));
    const wanted = [others[0].name, "not_found", others[1].name];
    ids.forEach((id, i) => {
      if (i % 4 < 3) expect(id).toBe(wanted[i % 4]);
    });
    const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const refused = await Promise.allSettled(tokens.map(ask));
    expect(refused.map((end) => end.status)).toEqual(tokens.map(() => "rejected"));
    for (const client of taken) client.release();
    expect((await ask(passcode)).valid).toBe(true);
    await verifier.close();
  });

  test.each([1, 2, 3, 8, 9, 32, 33])(
    "of %i that are asked for at once, the last gets its own answer too",
    async (count) => {
      const verifier = directVerifier(createPool(databaseUrl));
      const tokens = Array.from({ length: count }, (_, i) => (i === count - 1 ? passcode : makeToken("ap")));
      const decisions = await Promise.all(
        tokens.map((token) => verifier.verify({ token, kinds: ["ap"], accountId: account.id })),
      );
      expect(decisions.map(({ valid }) => valid)).toEqual(tokens.map((token) => token === passcode));
      await verifier.close();
    },
  );

  test("each of 200 requests in parallel gets its own answer", async () => {
    const api = await buildApi();
    const passcodes = await Promise.all(Array.from({ length: 5 }, () => account.createPasscode()));
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const wanted = passcodes[i % 5];
        const headers = pair(account.id, wanted?.passcode ?? "");
        return (await api.inject({ url: "/v1/self", headers })).json().credential.id === wanted?.id;
      }),
    );
    expect(answers).not.toContain(false);
    await api.close();
  });
});
