import { afterAll, describe, expect, test } from "vitest";
import { makeToken } from "@/lib/core/secrets";
import { endServiceKey, guardedAccount, revokeServiceKey } from "@/lib/testing/guarded-account";
import { buildApi } from "./app";
import { bearer, pair } from "./testing/headers";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const caller = await account.createServiceKey("verify");
const passcode = await account.createPasscode();

type Headers = Record<string, string>;
const post = (payload: string | Buffer, headers: Headers = {}) =>
  app.inject({
    method: "POST",
    url: "/v1/verify",
    headers: { ...bearer(caller.key), "content-type": "application/json", ...headers },
    payload,
  });
const verify = (body: unknown, headers: Headers = {}) => post(JSON.stringify(body), headers);
const good = { account_id: account.id, passcode: passcode.passcode };

describe("POST /v1/verify refuses", () => {
  const expectProblem = (response: Awaited<ReturnType<typeof verify>>, status: number, code: string, title: string) => {
    expect(response.statusCode).toBe(status);
    expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(response.json()).toMatchObject({
      type: `urn:watchword:problem:${code}`,
      code,
      title,
      status,
      detail: expect.stringMatching(/\S/),
      request_id: response.headers["x-request-id"],
    });
  };

  test.each<[string, unknown, { path: string; message: string }[]]>([
    ["neither", {}, [{ path: "", message: "Send account_id and passcode, or token." }]],
    [
      "both",
      { ...good, token: "t" },
      [
        { path: "account_id", message: "Not together with a token." },
        { path: "passcode", message: "Not together with a token." },
      ],
    ],
    ["a passcode alone", { passcode: "p" }, [{ path: "account_id", message: "A passcode needs its account_id." }]],
    ["an account alone", { account_id: "a" }, [{ path: "passcode", message: "Send the passcode of this account." }]],
    [
      "a number",
      { ...good, passcode: 1 },
      [{ path: "passcode", message: "passcode must be a string that is not empty." }],
    ],
    ["null", { token: null }, [{ path: "token", message: "token must be a string that is not empty." }]],
    ["an empty token", { token: "" }, [{ path: "token", message: "token must be a string that is not empty." }]],
    [
      "an array of tokens",
      { token: ["a", "b"] },
      [{ path: "token", message: "token must be a string that is not empty." }],
    ],
    ["an unknown field", { ...good, partner: 1 }, [{ path: "partner", message: "Unknown field." }]],
    ["an array", [good], [{ path: "", message: "Send a JSON object." }]],
    ["a string", "token", [{ path: "", message: "Send a JSON object." }]],
    ["null for a body", null, [{ path: "", message: "Send a JSON object." }]],
  ])("%s with 422 and what is wrong", async (_what, body, errors) => {
    const response = await verify(body);
    expectProblem(response, 422, "invalid_request", "Invalid request");
    expect(response.json().errors).toEqual(errors);
  });

  test.each([
    ["an empty body", ""],
    ["half a document", '{"token":'],
    ["two documents", "{}{}"],
    ["__proto__", '{"__proto__":{"token":"t"}}'],
    ["__proto__, escaped", '{"\\u005f_proto__":{"token":"t"}}'],
    ["a constructor's prototype", '{"constructor":{"prototype":{"token":"t"}}}'],
    ["deep nesting", `{"token":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["what is not JSON", "token=t"],
  ])("%s with 400", async (_what, body) => {
    expectProblem(await post(body), 400, "malformed_json", "Malformed JSON");
  });

  test("no body at all with 400", async () => {
    const response = await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(caller.key) });
    expectProblem(response, 400, "malformed_json", "Malformed JSON");
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/json-patch+json", "json", ";"])(
    "the content type %s with 415",
    async (type) => {
      const response = await verify(good, { "content-type": type });
      expectProblem(response, 415, "unsupported_media_type", "Unsupported media type");
    },
  );

  test.each(["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])(
    "not the content type %s",
    async (type) => expect((await verify(good, { "content-type": type })).statusCode).toBe(200),
  );

  test("a body over 1 MB with 413, and takes one of 1 MB", async () => {
    const padded = (bytes: number) => JSON.stringify(good).padEnd(bytes);
    expect((await post(padded(1024 * 1024))).statusCode).toBe(200);
    expectProblem(await post(padded(1024 * 1024 + 1)), 413, "payload_too_large", "Payload too large");
  });

  test.each([
    ["none", { Authorization: "" }, "credential_required", "Credential required"],
    ["a wrong key", bearer(makeToken("sk")), "credential_invalid", "Credential invalid"],
    [
      "a passcode",
      { Authorization: "", ...pair(account.id, passcode.passcode) },
      "credential_invalid",
      "Credential invalid",
    ],
    ["a passcode as bearer", bearer(passcode.passcode), "credential_invalid", "Credential invalid"],
    ["Basic", { Authorization: `Basic ${caller.key}` }, "credential_invalid", "Credential invalid"],
  ])("callers with %s with 401, before it looks at the body", async (_what, headers, code, title) => {
    const response = await post("{", { "content-type": "x", ...headers });
    expectProblem(response, 401, code, title);
    expect(response.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
  });

  test("callers whose key has expired, or was revoked, with 401", async () => {
    const { id, key } = await account.createServiceKey("verify");
    expect((await verify(good, bearer(key))).statusCode).toBe(200);
    await endServiceKey(id, -1);
    expectProblem(await verify(good, bearer(key)), 401, "credential_expired", "Credential expired");
    await revokeServiceKey(id);
    expectProblem(await verify(good, bearer(key)), 401, "credential_invalid", "Credential invalid");
  });

  test("callers with two credentials with 400", async () => {
    const response = await verify(good, { "x-api-key": "t" });
    expectProblem(response, 400, "multiple_credentials", "Multiple credentials");
  });

  test("service keys without the scope with 403, and takes those for all", async () => {
    const reader = await account.createServiceKey("passcodes:read", "audit:read");
    expectProblem(await verify(good, bearer(reader.key)), 403, "insufficient_scope", "Insufficient scope");
    const all = await account.createServiceKey("all");
    expect((await verify(good, bearer(all.key))).statusCode).toBe(200);
  });

  test("other methods with 405 and Allow", async () => {
    const response = await app.inject({ url: "/v1/verify", headers: bearer(caller.key) });
    expectProblem(response, 405, "method_not_allowed", "Method not allowed");
    expect(response.headers.allow).toBe("POST");
  });
});
