import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessLogin, accessPairOf, post, privateTokenOf, refresh } from "@/lib/api/testing/access-token";
import { bearer } from "@/lib/api/testing/headers";
import { sessionTokenOf } from "@/lib/api/testing/session-token";
import { makeToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const { key } = await account.createServiceKey("verify");

async function signedIn() {
  const member = await activeMember(account.id, "member");
  return { ...member, ...(await accessPairOf(app, member.email)) };
}
const liveOf = (membershipId: string) => db().token.count({ where: { membershipId, endedAt: null } });
const statusWith = async (token: string) => (await app.inject({ url: "/v1/self", headers: bearer(token) })).statusCode;
const verify = async (token: string) =>
  (await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(key), payload: { token } })).json();

const invalid = {
  code: "token_not_valid",
  detail: "Given token not valid for any token type",
  messages: [{ token_class: "RefreshToken", token_type: "refresh", message: "Token is invalid or expired" }],
};
async function expectInvalid(given: ReturnType<typeof refresh>, what?: string) {
  const answer = await given;
  expect([answer.statusCode, answer.json()], what).toEqual([401, invalid]);
  expect(answer.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
}
const endedBefore = (membershipId: string, kind: string) => db().$executeRaw`
  UPDATE token SET signed_in_at = signed_in_at - interval '2 days', created_at = created_at - interval '2 days',
    expires_at = clock_timestamp() - interval '1 millisecond'
  WHERE membership_id = ${membershipId}::uuid AND kind = ${kind}::token_kind`;
const ended = (targetId: string) =>
  db().auditEvent.findMany({ where: { action: "access-token.end-family", targetId } });

describe("POST /api/v1/auth/refresh/", () => {
  test("gives a new pair of the same sign-in; the access token before lives to its own end", async () => {
    const { id, access_token, refresh_token } = await signedIn();
    const answer = await refresh(app, refresh_token);
    expect(answer.statusCode, answer.body).toBe(200);
    const next = answer.json();
    expect(Object.keys(next).sort()).toEqual(["access_token", "refresh_token"]);
    expect(answer.headers["cache-control"], "a proxy would keep the tokens").toBe("no-store");
    expect(new Set([access_token, refresh_token, next.access_token, next.refresh_token]).size).toBe(4);
    for (const token of [access_token, next.access_token]) expect(await statusWith(token)).toBe(200);
    const rows = await db().token.findMany({ where: { membershipId: id } });
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map(({ signInId }) => signInId)).size, "a renewal is another sign-in").toBe(1);
    expect(new Set(rows.map(({ signedInAt }) => signedInAt.getTime())).size, "a renewal counts as a sign-in").toBe(1);
    expect((await refresh(app, next.refresh_token)).statusCode).toBe(200);
  });

  test("a second use ends the whole sign-in at once, access tokens too, and nothing else (V1)", async () => {
    const { id, email, ...first } = await signedIn();
    const other = await accessPairOf(app, email);
    const outliving = await privateTokenOf(app, first.access_token);
    const second = (await refresh(app, first.refresh_token)).json();
    const third = (await refresh(app, second.refresh_token)).json();
    const accessTokens = [first, second, third].map(({ access_token }) => access_token);
    for (const token of accessTokens) expect(await statusWith(token), "no cache holds it yet").toBe(200);
    await expectInvalid(refresh(app, first.refresh_token), "a spent token is good again");
    for (const token of accessTokens) {
      expect(await statusWith(token), "the thief's access token lives on").toBe(401);
      expect(await verify(token)).toEqual({ valid: false, code: "revoked" });
    }
    await expectInvalid(refresh(app, third.refresh_token), "the thief's refresh token lives on");
    expect(await statusWith(other.access_token), "another sign-in is ended").toBe(200);
    expect((await refresh(app, other.refresh_token)).statusCode).toBe(200);
    expect(await statusWith(outliving.data), "a private token is ended").toBe(200);
    const events = await ended(id);
    expect(
      events.map(({ detail }) => detail),
      "recorded once, with what was ended",
    ).toEqual([{ ended: 4 }]);
  });

  test("fifty at once with one token: one gets a pair, then all of the sign-in is over", async () => {
    const { id, access_token, refresh_token } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(app, refresh_token)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(49).fill(401)]);
    const winner = answers.find(({ statusCode }) => statusCode === 200)?.json();
    for (const token of [access_token, winner.access_token]) expect(await statusWith(token)).toBe(401);
    await expectInvalid(refresh(app, winner.refresh_token));
    expect(await liveOf(id)).toBe(0);
    expect(await ended(id)).toHaveLength(1);
  });

  test("one that expired a moment ago is refused, and ends nothing", async () => {
    const { id, access_token, refresh_token } = await signedIn();
    await endedBefore(id, "refresh");
    await expectInvalid(refresh(app, refresh_token));
    expect(await statusWith(access_token)).toBe(200);
    expect(await liveOf(id)).toBe(2);
  });

  test("what is no refresh token of ours is refused, whoever's it is, and changes nothing", async () => {
    const { id, email, access_token, refresh_token } = await signedIn();
    const { data } = await privateTokenOf(app, access_token);
    const others = [
      ...[access_token, data, await sessionTokenOf(app, { email }), key, makeToken("rt"), makeToken("st")],
      ...["", " ", "wwrt_short", `${refresh_token} `, refresh_token.toLowerCase(), "a\0b", "x".repeat(50_000)],
    ];
    for (const token of others) await expectInvalid(refresh(app, token), token.slice(0, 60));
    expect(await statusWith(access_token)).toBe(200);
    expect((await refresh(app, refresh_token)).statusCode).toBe(200);
    expect(await ended(id)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["no field", {}],
    ["another name", { refresh: "wwrt_x" }],
    ["a number", { refresh_token: 1 }],
    ["null", { refresh_token: null }],
    ["a list", { refresh_token: ["wwrt_x"] }],
    ["an object", { refresh_token: { token: "wwrt_x" } }],
    ["a list as the body", "[]"],
    ["null as the body", "null"],
  ])("refuses %s with 400", async (_what, body) => {
    const answer = await post(app, "refresh/", body);
    expect([answer.statusCode, answer.json()]).toEqual([400, { refresh_token: [expect.stringMatching(/\S/)] }]);
  });

  test.each([["", "{", '{"__proto__":{}}']])("refuses %j with a parse error", async (body) => {
    const answer = await post(app, "refresh/", body);
    expect([answer.statusCode, answer.json().code]).toEqual([400, "parse_error"]);
  });

  test("is by the body alone, whatever stands in the headers, and other fields are not looked at", async () => {
    const { access_token, refresh_token } = await signedIn();
    expect((await post(app, "refresh/", {}, bearer(refresh_token))).statusCode).toBe(400);
    const answer = await post(app, "refresh/", { refresh_token, extra: [1] }, bearer(makeToken("pt")));
    expect(answer.statusCode).toBe(200);
    expect(await statusWith(access_token)).toBe(200);
  });

  test("of two fields of one name the last is taken", async () => {
    const { refresh_token } = await signedIn();
    const twice = (a: string, b: string) =>
      `{"refresh_token":${JSON.stringify(a)},"refresh_token":${JSON.stringify(b)}}`;
    await expectInvalid(post(app, "refresh/", twice(refresh_token, "x")));
    expect((await post(app, "refresh/", twice("x", refresh_token))).statusCode).toBe(200);
  });
});

test("no token is in the audit log", async () => {
  const { id, email, access_token, refresh_token } = await signedIn();
  const next = (await refresh(app, refresh_token)).json();
  await refresh(app, refresh_token);
  const events = await db().auditEvent.findMany({ where: { targetId: id } });
  const actions = events.map(({ action }) => action).filter((action) => action.startsWith("access-token."));
  expect(actions.sort()).toEqual(["access-token.create", "access-token.end-family", "access-token.refresh"]);
  const text = JSON.stringify(events, (_key, value) => (typeof value === "bigint" ? String(value) : value));
  for (const token of [access_token, refresh_token, next.access_token, next.refresh_token]) {
    expect(text).not.toContain(token.slice(-20));
  }
  expect((await accessLogin(app, email)).statusCode).toBe(200);
});
