import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer } from "@/lib/api/testing/headers";
import { accountKeyOf, call, invalid, keyPath, refusal, seenOf } from "@/lib/api/testing/temporary-token";
import { guardedAccount } from "@/lib/testing/guarded-account";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const key = await accountKeyOf(app, account);
const put = (body: unknown, headers?: Record<string, string>) => call(app, "PUT", "/v1/api_auth", { body, headers });
const unparsable = refusal(400, "failed to parse request body");

describe("a body that cannot be read", () => {
  test.each([
    ["nothing", ""],
    ["half of it", '{"data":{"api_key":'],
    ["no JSON", "api_key=x"],
    ["__proto__", '{"data":{},"__proto__":{"api_key":1}}'],
    ["nested too deep", "[".repeat(33) + "]".repeat(33)],
  ])("%s is 400", async (_what, body) => {
    expect(seenOf(await put(body))).toEqual(unparsable);
    expect(seenOf(await call(app, "POST", "/v1/api_auth?verb=PUT", { body: body || " " }))).toEqual(unparsable);
  });

  test("none at all is 400", async () => {
    expect(seenOf(await call(app, "PUT", "/v1/api_auth"))).toEqual(unparsable);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"])(
    "of the type %s is 415",
    async (type) => {
      const body = { data: { api_key: key } };
      for (const [method, url] of [
        ["PUT", "/v1/api_auth"],
        ["POST", "/v1/api_auth?verb=PUT"],
      ] as const) {
        const answer = await call(app, method, url, { body, headers: { "content-type": type } });
        expect(seenOf(answer)).toEqual(refusal(415, "unsupported media type"));
      }
    },
  );

  test("over 64 KB is 413 where somebody signs in, over 1 MB elsewhere", async () => {
    const bodyOf = (bytes: number) => ({ data: { api_key: key }, more: "x".repeat(bytes) });
    expect((await put(bodyOf(60_000))).statusCode).toBe(201);
    const tooLarge = refusal(413, "request entity too large");
    for (const bytes of [64 * 1024, 1024 * 1024]) {
      expect(seenOf(await put(bodyOf(bytes)))).toEqual(tooLarge);
      const tunnelled = await call(app, "POST", "/v1/api_auth", { body: { ...bodyOf(bytes), verb: "PUT" } });
      expect(seenOf(tunnelled)).toEqual(tooLarge);
    }
    const headers = bearer((await account.createServiceKey("verify")).key);
    const elsewhere = (bytes: number) => call(app, "PUT", keyPath(account), { headers, body: bodyOf(bytes) });
    expect((await elsewhere(64 * 1024)).statusCode).toBe(403);
    expect(seenOf(await elsewhere(1024 * 1024))).toEqual(tooLarge);
  });

  test("the same name twice is the second one, never an error of ours", async () => {
    const twice = (first: string, second: string) => `{"data":{"api_key":"${first}","api_key":"${second}"}}`;
    expect((await put(twice("x", key))).statusCode).toBe(201);
    expect(seenOf(await put(twice(key, "x")))).toEqual(invalid);
  });
});
