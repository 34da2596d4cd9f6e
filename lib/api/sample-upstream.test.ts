import type { AddressInfo } from "node:net";
import CleverTap from "clevertap";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { pair, shortPair } from "./testing/headers";

const app = await buildApi();
const account = await guardedAccount();
const { id, passcode } = await account.createPasscode();
const headers = pair(account.id, passcode);
const fail = (error: string, code: number) => JSON.stringify({ status: "fail", error, code });
afterAll(() => app.close());

describe("the sample upstream", () => {
  test.each([
    ["/1/events.json?cursor=CURSOR_VALUE", { status: "success", records: [] }],
    [
      "/1/profile.json?email=a@b.test",
      { status: "success", record: { name: "Sample Profile", profileData: {}, events: {} } },
    ],
  ])("answers GET %s, without a cursor", async (url, body) => {
    for (const auth of [headers, shortPair(account.id, passcode)]) {
      const response = await app.inject({ url, headers: { ...auth, "content-type": "application/json" } });
      expect(response.statusCode).toBe(200);
      expect(response.json()).toEqual(body);
    }
  });

  test("counts what is uploaded, fields that it does not know included", async () => {
    const payload = { d: [{ identity: "1" }, { identity: "2" }], dryRun: true };
    const response = await app.inject({ method: "POST", url: "/1/upload", headers, payload });
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe('{"status":"success","processed":2,"unprocessed":[]}');
  });

  test.each([
    ["GET", "/1/events.json"],
    ["GET", "/1/profile.json"],
    ["POST", "/1/upload"],
    ["GET", "/1/anything.json"],
    ["POST", "/1/"],
  ] as const)("refuses strangers: %s %s", async (method, url) => {
    const response = await app.inject({
      method,
      url,
      headers: pair(account.id, "x"),
      payload: method === "POST" ? "{" : undefined,
    });
    expect([response.statusCode, response.body]).toEqual([401, fail("Invalid Credentials", 401)]);
  });

  test.each([
    ["GET", "/1/anything.json"],
    ["POST", "/1/counts/events.json"],
    ["PROPFIND", "/1/"],
    ["GET", "/1/events.json/"],
  ] as const)("has nothing else: %s %s", async (method, url) => {
    const response = await app.inject({ method: method as "GET", url, headers });
    expect([response.statusCode, response.body]).toEqual([404, fail("Not Found", 404)]);
  });

  test.each([
    ["POST", "/1/events.json", "GET, HEAD"],
    ["OPTIONS", "/1/profile.json", "GET, HEAD"],
    ["GET", "/1/upload", "POST"],
    ["HEAD", "/1/upload", "POST"],
  ] as const)("answers 405 to %s %s, with Allow: %s", async (method, url, allow) => {
    const response = await app.inject({ method, url });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe(allow);
    if (method !== "HEAD") expect(response.body).toBe(fail("Method Not Allowed", 405));
  });

  test.each([
    ["malformed JSON", '{"d":[', "application/json", 400, "Malformed JSON"],
    ["an empty body", "", "application/json", 400, "Malformed JSON"],
    ["__proto__", '{"d":[{"__proto__":{}}]}', "application/json", 400, "Malformed JSON"],
    ["no records", "{}", "application/json", 400, "d must be an array of records"],
    ["records that are none", '{"d":"x"}', "application/json", 400, "d must be an array of records"],
    ["null", "null", "application/json", 400, "d must be an array of records"],
    ["a form", "d=1", "application/x-www-form-urlencoded", 415, "Unsupported Media Type"],
    ["over 1 MB", `{"d":["${"x".repeat(1024 * 1024)}"]}`, "application/json", 413, "Payload Too Large"],
  ])("refuses an upload that is %s", async (_what, payload, type, status, error) => {
    const response = await app.inject({
      method: "POST",
      url: "/1/upload",
      headers: { ...headers, "content-type": type },
      payload,
    });
    expect([response.statusCode, response.body]).toEqual([status, fail(error, status)]);
    expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
  });
});

describe("the npm client clevertap 1.3.0", () => {
  let origin: string;
  beforeAll(async () => {
    await app.listen({ port: 0, host: "127.0.0.1" });
    origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });

  function client(secret: string) {
    const made = CleverTap.init(account.id, secret, CleverTap.REGIONS.INDIA);
    made.api.apiEndpoint = `${origin}/1`;
    return made;
  }

  test("queries events, with promise and callback", async () => {
    const callback = vi.fn();
    const query = { event_name: "choseNewFavoriteFood", from: 20150810, to: 20151025 };
    expect(await client(passcode).events(query, { batchSize: 50 }, callback)).toEqual([]);
    expect(callback).toHaveBeenCalledExactlyOnceWith([]);
  });

  test("reads a profile", async () => {
    const callback = vi.fn();
    const answer = await client(passcode).profile({ email: "jack@example.com" }, callback);
    expect(answer).toEqual({ status: "success", record: expect.objectContaining({ name: "Sample Profile" }) });
    expect(callback).toHaveBeenCalledExactlyOnceWith(answer);
  });

  test("uploads, in batches too", async () => {
    const record = (n: number) => ({ type: "profile", identity: String(n), profileData: { Name: "Jack" } });
    const callback = vi.fn();
    const one = await client(passcode).upload([record(1), record(2)], callback);
    expect(one).toEqual({ status: "success", processed: 2, unprocessed: [] });
    expect(callback).toHaveBeenCalledExactlyOnceWith(one);
    const many = await client(passcode).upload([record(1), record(2), record(3)], { batchSize: 2 });
    expect(many).toEqual([
      { status: "success", processed: 2, unprocessed: [] },
      { status: "success", processed: 1, unprocessed: [] },
    ]);
  });

  test("is told of a wrong passcode, and of a deleted one", async () => {
    const refusal = { status: "fail", error: "Invalid Credentials", code: 401 };
    expect(await client("wrong").profile({ identity: "1" })).toEqual(refusal);
    await account.deletePasscode(id);
    expect(await client(passcode).profile({ identity: "1" })).toEqual(refusal);
  });
});
