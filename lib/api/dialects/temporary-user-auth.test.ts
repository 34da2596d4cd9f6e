import crossbar from "crossbar";
import { afterAll, describe, expect, test, vi } from "vitest";
import { buildApi } from "@/lib/api/app";
import { digestLogin, md5Of } from "@/lib/api/testing/digest-login";
import { authToken, call, invalid, refusal, seenOf, success } from "@/lib/api/testing/temporary-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { env } from "@/lib/env";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

vi.hoisted(() => {
  process.env.LOGIN_FAILURES_PER_ADDRESS_MAX = "15";
});

const app = await buildApi();
const address = await app.listen({ port: 0, host: "127.0.0.1" });
afterAll(() => app.close());
const account = await guardedAccount();
const { realm } = await updateAccount(account.caller, { policy: { digest_login: true }, version: 1 });
const member = await activeMember(account.id, "member");
const credentials = md5Of(member);
const failuresMax = env().LOGIN_FAILURES_MAX;
let host = 0;
const elsewhere = () => `2001:db8:8:${++host}::1`;

describe("the npm client crossbar, unchanged", () => {
  const client = crossbar({ url: "http://127.0.0.1", port: Number(new URL(address).port), version: "v1" });
  const signIn = (data: Record<string, string>) =>
    new Promise<{ refused: unknown; answer: { auth_token: string; data: object } | null }>((resolve) =>
      client.api.user_auth.create_user_auth({ data }, (refused, answer) => resolve({ refused, answer })),
    );

  test("signs in by the account's name or realm, and its token is good", async () => {
    for (const by of [{ account_name: account.name }, { account_realm: realm }] as Record<string, string>[]) {
      const { refused, answer } = await signIn({ credentials, ...by });
      expect([refused, answer?.data]).toEqual([null, { account_id: account.id }]);
      const headers = authToken(answer?.auth_token ?? "");
      expect((await call(app, "GET", "/v1/token_auth", { headers })).statusCode).toBe(200);
    }
  });

  test("is told of a refusal in the words that it knows", async () => {
    const { refused, answer } = await signIn({ credentials: "0".repeat(32), account_name: account.name });
    expect(answer).toBeNull();
    expect(refused).toMatchObject({ status: "error", error: "401", message: "invalid credentials", auth_token: "" });
  });
});

test("the content type and the header of the request's id are exact on the wire", async () => {
  const answer = await fetch(`${address}/v1/user_auth`, {
    ...{ method: "PUT", headers: { "content-type": "application/json" } },
    body: JSON.stringify({ data: { credentials, realm } }),
  });
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect((await answer.json()).request_id).toBe(answer.headers.get("x-request-id"));
});

describe("every answer of /v1/user_auth carries Deprecation: true", () => {
  const body = { data: { credentials, realm } };
  const text = { "content-type": "text/plain" };
  test.each<[string, Parameters<typeof call>[1], string, Parameters<typeof call>[3], object]>([
    ["a success", "PUT", "", { body }, success(201, { account_id: account.id }, expect.any(String))],
    [
      "a verb",
      "POST",
      "",
      { body: { ...body, verb: "put" } },
      success(201, { account_id: account.id }, expect.any(String)),
    ],
    ["a verb in the URL", "POST", "?verb=PUT", { body }, success(201, { account_id: account.id }, expect.any(String))],
    ["no verb", "POST", "", { body }, refusal(405, "method not allowed")],
    ["another method", "GET", "?x=1", {}, refusal(405, "method not allowed")],
    ["no credentials", "PUT", "", { body: {} }, invalid],
    ["no JSON", "PUT", "", { body: "{" }, refusal(400, "failed to parse request body")],
    ["no body", "PUT", "", {}, refusal(400, "failed to parse request body")],
    ["another type", "PUT", "", { body, headers: text }, refusal(415, "unsupported media type")],
    ["too much", "PUT", "", { body: { ...body, more: "x".repeat(65536) } }, refusal(413, "request entity too large")],
    ["a path below", "PUT", "/x", { body }, refusal(404, "bad identifier")],
  ])("%s", async (_what, method, path, given, expected) => {
    const answer = await call(app, method, `/v1/user_auth${path}`, given);
    expect(seenOf(answer)).toEqual(expected);
    expect(answer.headers.deprecation).toBe("true");
    if (answer.statusCode === 405) expect(answer.headers.allow).toBe(method === "POST" ? "PUT" : "PUT, POST");
  });

  test("and no other path's does", async () => {
    for (const url of ["/v1/api_auth", "/v1/token_auth", "/v1/user_authx"]) {
      expect((await call(app, "PUT", url, { body })).headers).not.toHaveProperty("deprecation");
    }
  });
});

describe("PUT /v1/user_auth is throttled (A2)", () => {
  const throttled = refusal(429, "too many requests");

  test("by what is sent, from wherever it comes, whether the account is there or not; a right one is not affected", async () => {
    for (const at of [realm, "nobody's"]) {
      const wrong = { credentials: md5Of({ ...member, password: "wrong" }), realm: at };
      for (let n = 1; n <= failuresMax; n++) {
        expect(seenOf(await digestLogin(app, wrong, elsewhere())), `${at} ${n}`).toEqual(invalid);
      }
      const answer = await digestLogin(app, { ...wrong, credentials: wrong.credentials.toUpperCase() }, elsewhere());
      expect([seenOf(answer), answer.headers.deprecation]).toEqual([throttled, "true"]);
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await digestLogin(app, { credentials, realm }, elsewhere())).statusCode).toBe(201);
  });

  test("by the address, where each is another guess, for the right one too; it goes on elsewhere", async () => {
    const here = elsewhere();
    const guess = (n: number) => digestLogin(app, { credentials: md5Of({ ...member, password: `${n}` }), realm }, here);
    for (let n = 1; n <= 15; n++) expect((await guess(n)).statusCode, `guess ${n}`).toBe(401);
    expect(seenOf(await guess(16))).toEqual(throttled);
    expect(seenOf(await digestLogin(app, { credentials, realm }, here))).toEqual(throttled);
    expect((await digestLogin(app, { credentials, realm }, elsewhere())).statusCode).toBe(201);
  });

  test("right ones cost nothing", async () => {
    const here = elsewhere();
    for (let n = 1; n <= 20; n++) expect((await digestLogin(app, { credentials, realm }, here)).statusCode).toBe(201);
  });
});
