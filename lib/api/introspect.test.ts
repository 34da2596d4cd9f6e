import { afterAll, describe, expect, test } from "vitest";
import { createApiKey } from "@/lib/core/api-key/create-api-key";
import { makeToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { activeMember } from "@/lib/testing/guarded-member";
import { buildApi } from "./app";
import { bearer } from "./testing/headers";
import { expectProblem, managedAccount } from "./testing/managed-account";
import { sessionTokenOf } from "./testing/session-token";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app, "verify");
const member = await activeMember(account.id, "member");

const form = { "content-type": "application/x-www-form-urlencoded" };
const ask = (payload: string, headers: Record<string, string> = { ...bearer(account.key), ...form }) =>
  app.inject({ method: "POST", url: "/v1/introspect", headers, payload });
const askOf = async (token: string, key = account.key) =>
  (await ask(`token=${encodeURIComponent(token)}`, { ...bearer(key), ...form })).json();
const seconds = (date: Date | null) => Math.floor((date?.getTime() ?? 0) / 1000);

describe("POST /v1/introspect says of a good token what RFC 7662 names:", () => {
  test("a session token", async () => {
    const token = await sessionTokenOf(app, { email: member.email });
    const row = await db().token.findFirstOrThrow({
      where: { membershipId: member.id },
      orderBy: { createdAt: "desc" },
    });
    const answer = await ask(`token=${token}&token_type_hint=access_token`);
    expect([answer.statusCode, answer.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(answer.json()).toEqual({
      ...{ active: true, sub: member.id, aud: account.id, exp: seconds(row.expiresAt), iat: seconds(row.createdAt) },
      ...{ token_type: "session_token", scope: "" },
    });
  });

  test("what never ends has no `exp`; an account's own credential is the account", async () => {
    const { passcode } = await account.createPasscode();
    expect(await askOf(passcode)).toEqual({
      ...{ active: true, sub: account.id, aud: account.id, iat: expect.any(Number) },
      ...{ token_type: "account_passcode", scope: "" },
    });
    const { key } = await createApiKey(account.caller, { org_user_id: member.orgUserId });
    expect(await askOf(key)).toMatchObject({ active: true, sub: member.id, token_type: "api_key" });
    expect(await askOf(account.key)).toMatchObject({ active: true, token_type: "service_key", scope: "verify" });
  });
});

test("of whatever is not good, exactly that it is not", async () => {
  const { passcode, id } = await account.createPasscode();
  await account.deletePasscode(id);
  const other = await managedAccount(app, "verify");
  const theirs = await other.createPasscode();
  for (const token of [passcode, theirs.passcode, makeToken("st"), "x", "\u0000", "a".repeat(5000)]) {
    expect(await askOf(token), "an oracle for who holds no key of that account").toEqual({ active: false });
  }
  const session = await sessionTokenOf(app, { email: member.email });
  expect(await askOf(session, other.key)).toEqual({ active: false });
});

describe("refused", () => {
  test.each([
    ["no token", "x=1", 400, "invalid_request"],
    ["an empty one", "token=", 400, "invalid_request"],
    ["two", "token=a&token=a", 400, "invalid_request"],
    ["an empty body", "", 400, "invalid_request"],
  ])("%s", (_what, body, status, code) => expectProblem(ask(body), status, code));

  test("another content type, a body that is too large, another method", async () => {
    await expectProblem(
      ask('{"token":"x"}', { ...bearer(account.key), "content-type": "application/json" }),
      415,
      "unsupported_media_type",
    );
    await expectProblem(ask(`token=${"x".repeat(1024 * 1024)}`), 413, "payload_too_large");
    const get = await app.inject({ url: "/v1/introspect?token=x", headers: bearer(account.key) });
    await expectProblem(get, 405, "method_not_allowed");
    expect(get.headers.allow).toBe("POST");
  });

  test("who has no service key with the scope", async () => {
    await expectProblem(ask("token=x", form), 401, "credential_required");
    await expectProblem(ask("token=x", { ...form, ...bearer(makeToken("sk")) }), 401, "credential_invalid");
    const { key } = await account.createServiceKey("users:read");
    await expectProblem(ask("token=x", { ...form, ...bearer(key) }), 403, "insufficient_scope");
    const session = await sessionTokenOf(app, { email: member.email });
    await expectProblem(ask("token=x", { ...form, ...bearer(session) }), 401, "credential_invalid");
  });
});
