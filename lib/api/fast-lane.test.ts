import { once } from "node:events";
import { createServer, request as httpRequest, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { makeToken } from "@/lib/core/secrets";
import { type Decision, notFound } from "@/lib/core/verification/decide-credential";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import type { Api } from "./api";
import { buildApi } from "./app";
import { basic } from "./testing/basic";
import { bearer, pair } from "./testing/headers";
import { sessionTokenOf } from "./testing/session-token";
import type { Verifier } from "./verifier/verifier";

const app = await buildApi();
const account = await guardedAccount();
const { passcode, id } = await account.createPasscode();
const soon = await account.createPasscode(7);
const member = await activeMember(account.id, "member");
let token = "";

/** Who is asked. */
let lane = app;
/** What answered it, beside the answer. */
let lanes: ("fast" | "router")[] = [];
const server = createServer((request, response) => {
  const route = () => {
    lanes.push("router");
    lane.routing(request, response);
  };
  if (lane.fastLane(request, response, route)) lanes.push("fast");
  else route();
});
beforeAll(async () => {
  await app.ready();
  token = await sessionTokenOf(app, { email: member.email });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(async () => {
  server.close();
  await app.close();
});

type Asked = { url: string; headers: Record<string, string>; method?: string };

async function send({ url, headers, method = "GET" }: Asked) {
  const { port } = server.address() as AddressInfo;
  const request = httpRequest({ port, host: "127.0.0.1", path: url, headers, method, agent: false }).end();
  const [response] = await once(request, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { "x-request-id": requestId, date: _date, connection: _connection, ...rest } = response.headers;
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  return { status: response.statusCode, headers: rest, body: Buffer.concat(chunks).toString() };
}

const good = (): Record<string, Asked> => ({
  "a passcode at /v1/auth": { url: "/v1/auth", headers: pair(account.id, passcode) },
  "a passcode at /v1/connect": { url: "/v1/connect?partner=demo", headers: pair(account.id, passcode) },
  "one that ends soon": { url: "/v1/auth", headers: pair(account.id, soon.passcode) },
  "a passcode that nobody has": { url: "/v1/connect?partner=demo", headers: pair(account.id, makeToken("ap")) },
  "half a passcode": { url: "/v1/auth", headers: pair(account.id, passcode.slice(0, 20)) },
  "another account's id": { url: "/v1/auth", headers: pair("AAA-AAA-AAAA", passcode) },
  "a session token": { url: "/v1/auth", headers: bearer(token) },
  "e-mail and password": { url: "/v1/auth", headers: basic(member.email) },
});

describe("in front of the router a good credential that is remembered, or a pair that belongs to nobody, gets the router's own answer:", () => {
  test.each(Object.keys(good()))("%s", async (name) => {
    const asked = good()[name] as Asked;
    const wanted = await fromRouter(asked);
    await expect
      .poll(
        async () => {
          lanes = [];
          const answer = await send(asked);
          return { lanes, answer };
        },
        { message: "a client would see two different products" },
      )
      .toEqual({ lanes: ["fast"], answer: wanted });
  });
});

async function fromRouter({ url, headers }: Asked) {
  const { statusCode: status, headers: all, body } = await app.inject({ url, headers });
  const { "x-request-id": _id, date: _date, connection: _connection, ...rest } = all;
  return { status, headers: rest, body };
}

describe("everything else is the router's:", () => {
  const others: Record<string, Asked> = {
    "a bearer token that nobody has": { url: "/v1/auth", headers: bearer(makeToken("st")) },
    "a wrong password": { url: "/v1/auth", headers: basic(member.email, "wrong") },
    "Basic where passcodes alone are taken": { url: "/v1/connect?partner=x", headers: basic(member.email) },
    "no credential": { url: "/v1/auth", headers: {} },
    "two credentials": { url: "/v1/auth", headers: { ...pair(account.id, passcode), ...bearer("x") } },
    "another method": { url: "/v1/auth", headers: pair(account.id, passcode), method: "POST" },
    "a forwarded path": { url: "/v1/auth/orders", headers: pair(account.id, passcode) },
    "a query that is not plain": { url: "/v1/connect?partner=", headers: pair(account.id, passcode) },
    "a bearer token where passcodes alone are taken": { url: "/v1/connect?partner=x", headers: bearer("x") },
  };
  test.each(Object.keys(others))("%s", async (name) => {
    lanes = [];
    await send(others[name] as Asked);
    expect(lanes).toContain("router");
  });

  test("a deleted one, from the moment the deleting is answered", async () => {
    const asked = good()["a passcode at /v1/auth"] as Asked;
    await expect
      .poll(async () => {
        lanes = [];
        await send(asked);
        return lanes;
      })
      .toEqual(["fast"]);
    await account.deletePasscode(id);
    lanes = [];
    expect((await send(asked)).status, "a revoked passcode is accepted").toBe(401);
    expect(lanes).toContain("router");
  });
});

const never = () => undefined;
/** What a verifier of a test is not asked. */
const idle = { obstacles: async () => [], retire: async () => undefined, close: async () => undefined };

test.each([
  ["an expired one", async (): Promise<Decision> => ({ valid: false, code: "expired", secretId: null })],
  ["an outage", () => Promise.reject(new AppError("unavailable", "It cannot be told.", { retryAfterSeconds: 1 }))],
])("%s is asked about once, though the router tells it (V9)", async (_name, verify) => {
  let asked = 0;
  const counting: Verifier = {
    verify: () => {
      asked++;
      return verify();
    },
    ...idle,
    recall: () => null,
  };
  const api = await buildApi(counting);
  await api.ready();
  const before = lane;
  lane = api;
  const { status } = await send({ url: "/v1/auth", headers: pair(account.id, passcode) });
  lane = before;
  expect([401, 503]).toContain(status);
  expect(asked, "every refusal costs two queries, and an outage twice its time").toBe(1);
  await api.close();
});

test.each([
  [
    "fast lane",
    (api: Api): RequestListener =>
      (request, response) =>
        void api.fastLane(request, response, never),
  ],
  [
    "router",
    (api: Api): RequestListener =>
      (request, response) =>
        api.routing(request, response),
  ],
])("what the %s has ready is written at the end of the turn, with all that came in with it", async (_name, listen) => {
  const api = await buildApi({ ...idle, recall: () => notFound, verify: async () => notFound });
  await api.ready();
  const listener = listen(api);
  let wasEarly: boolean | undefined;
  const door = createServer((request, response) => {
    // It is there before the answer is, and so is called right before the turn's answers are written.
    setImmediate(() => {
      wasEarly = response.writableEnded;
    });
    listener(request, response);
  });
  await once(door.listen(0, "127.0.0.1"), "listening");
  const { port } = door.address() as AddressInfo;
  const options = { port, path: "/v1/auth", headers: pair(account.id, passcode), agent: false };
  const [response] = await once(httpRequest(options).end(), "response");
  response.resume();
  expect(response.statusCode).toBe(401);
  expect(wasEarly, "a proxy is woken for each answer, which costs as much as deciding").toBe(false);
  door.close().closeAllConnections();
  await api.close();
});
