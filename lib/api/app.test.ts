import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApi } from "./app";
import { rawRequest } from "./testing/raw-request";

const app = await buildApi();
let port: number;
beforeAll(async () => {
  await app.listen({ port: 0, host: "127.0.0.1" });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

describe("what is not there", () => {
  test.each(["/v1/nothing", "/v1/", "/v1/connect/", "/V1/connect", "/api/v1/x", "/v1/a%zz", "/"])(
    "%s is a problem, to every method",
    async (path) => {
      for (const method of ["GET", "POST", "OPTIONS", "PROPFIND"]) {
        const response = await rawRequest(port, `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        expect(response.status, method).toBe(404);
        expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
        expect(JSON.parse(response.body)).toEqual({
          type: "urn:watchword:problem:not_found",
          code: "not_found",
          title: "Not found",
          status: 404,
          detail: "There is nothing at this address.",
          request_id: response.headers["x-request-id"],
        });
      }
    },
  );

  test("is not there for bodies that would be refused elsewhere either", async () => {
    const send = (type: string, payload: string) =>
      app.inject({ method: "POST", url: "/v1/nothing", headers: { "content-type": type }, payload });
    const answers = [
      send("application/json", "{"),
      send("text/html", "x"),
      send("application/json", "x".repeat(2_000_000)),
    ];
    for (const { statusCode } of await Promise.all(answers)) expect(statusCode).toBe(404);
  });

  test("below /1/ it keeps the dialect's shape, even for what is no URL", async () => {
    const response = await rawRequest(port, "GET /1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect([response.status, response.body]).toEqual([404, '{"status":"fail","error":"Not Found","code":404}']);
  });
});

test("every answer has an id of its own, keeps caches away and hides what serves it", async () => {
  const ids = new Set<unknown>();
  for (const url of ["/healthz", "/v1/connect", "/v1/nothing", "/v1/self", "/1/%zz", "/v1/auth", "/openapi.json"]) {
    const { headers } = await app.inject({ url, headers: { "x-request-id": "chosen-by-the-client" } });
    expect(headers, url).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("server");
    ids.add(headers["x-request-id"]);
  }
  expect(ids.size).toBe(7);
  expect(ids).not.toContain("chosen-by-the-client");
});

test("what nobody foresaw is a 500 in the family's shape, that says nothing but the request's id", async () => {
  const api = await buildApi();
  for (const url of ["/1/broken.json", "/v1/broken"]) {
    api.get(url, async () => {
      throw new Error("secret cause at /etc/passwd");
    });
  }
  const dialect = await api.inject({ url: "/1/broken.json" });
  expect(dialect.statusCode).toBe(500);
  expect(dialect.json()).toEqual({
    status: "fail",
    error: "Internal Server Error",
    code: 500,
    request_id: dialect.headers["x-request-id"],
  });
  const ours = await api.inject({ url: "/v1/broken" });
  expect(ours.json()).toEqual({
    type: "urn:watchword:problem:internal_error",
    code: "internal_error",
    title: "Internal error",
    status: 500,
    detail: "Something went wrong on our side.",
    request_id: ours.headers["x-request-id"],
  });
  await api.close();
});

test("an answer that cannot be written is a 500, and those that wait beside it go out", async () => {
  const api = await buildApi();
  api.get("/v1/broken", (_request, reply) => reply.header("x-broken", "a\nb").send("x"));
  await api.listen({ port: 0, host: "127.0.0.1" });
  const ask = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  const socket = connect((api.server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(ask("/healthz") + ask("/v1/broken") + ask("/healthz", "Connection: close\r\n"));
  let all = "";
  for await (const chunk of socket) all += chunk;
  const statuses = [...all.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status);
  expect(statuses, "one bad answer takes others, or the process, with it").toEqual(["200", "500", "200"]);
  await api.close();
});
