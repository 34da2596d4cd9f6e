import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessLogin, accessPairOf, post } from "@/lib/api/testing/access-token";
import { bearer, pair } from "@/lib/api/testing/headers";
import { updateAccount } from "@/lib/core/account/update-account";
import { makeToken, parseToken } from "@/lib/core/secrets";
import { createUser } from "@/lib/core/user/create-user";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { operator, testPassword } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const member = await activeMember(account.id, "member");
const orgIdOf = async (publicId: string) => (await db().account.findUniqueOrThrow({ where: { publicId } })).orgId;
const self = (token: string) => app.inject({ url: "/v1/self", headers: bearer(token) });
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString());

type Answer = Awaited<ReturnType<typeof self>>;
async function expectAnswer(given: Answer | Promise<Answer>, statusCode: number, body: unknown) {
  const answer = await given;
  expect([answer.statusCode, answer.json()]).toEqual([statusCode, body]);
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.headers["www-authenticate"]).toBe(statusCode === 401 ? 'Bearer realm="watchword"' : undefined);
  return answer;
}
const fieldErrors = (...fields: string[]) =>
  Object.fromEntries(fields.map((field) => [field, [expect.stringMatching(/\S/)]]));
const coded = (code: string) => ({ code, detail: expect.stringMatching(/\S/) });

describe("POST /api/v1/auth/login/", () => {
  test("gives both tokens and says whose they are, as the vendor's clients read it", async () => {
    const orgId = await orgIdOf(account.id);
    const { name } = await db().user.findUniqueOrThrow({ where: { email: member.email } });
    const answer = await accessLogin(app, ` ${member.email.toUpperCase()} `, { extra: [1] });
    expect(answer.statusCode, answer.body).toBe(200);
    const { access_token, refresh_token } = answer.json();
    expect(answer.json()).toEqual({
      ...{ id: member.orgUserId, email: member.email, username: member.email, company_id: orgId },
      ...{ token_access: access_token, access_token, refresh_token, is_verified: true, profile: { full_name: name } },
    });
    expect(answer.headers["cache-control"], "a proxy would keep the tokens").toBe("no-store");
    expect(parseToken(refresh_token)).toEqual({ kind: "rt" });
    const credential = { kind: "access_token", account_id: account.id, user_id: member.id, scopes: [] };
    expect((await self(access_token)).json().credential).toMatchObject(credential);
  });

  test("gives an access token for an hour, a JWT of this account, member and row, and a refresh token for a day", async () => {
    const { access_token, refresh_token } = await accessPairOf(app, member.email);
    const claims = claimsOf(access_token);
    const [access, refresh] = await db().token.findMany({
      where: { membershipId: member.id },
      orderBy: [{ createdAt: "desc" }, { number: "asc" }],
      take: 2,
    });
    expect(claims).toMatchObject({ iss: env().PUBLIC_URL, aud: account.id, sub: member.id, jti: access?.id });
    expect(claims.exp - claims.iat).toBe(3600);
    expect(access?.expiresAt.getTime()).toBe(claims.exp * 1000);
    const life = Number(refresh?.expiresAt) - Number(refresh?.signedInAt);
    expect(Math.abs(life - 86_400_000), "not 24 hours").toBeLessThan(1000);
    for (const row of [access, refresh]) {
      expect(row?.signInId, "they do not end together").toBe(access?.signInId);
      expect(Buffer.from(row?.digest ?? "")).toHaveLength(32);
      const { digest: _, ...kept } = row ?? {};
      expect(JSON.stringify(kept)).not.toContain(refresh_token.slice(5, 37));
    }
  });

  test("lives as long as the account says", async () => {
    const own = await guardedAccount();
    const { email } = await activeMember(own.id, "viewer");
    await updateAccount(own.caller, { policy: { ttl_seconds: { access: 60 } }, version: 1 });
    const { exp, iat } = claimsOf((await accessPairOf(app, email)).access_token);
    expect(exp - iat).toBe(60);
    await updateAccount(own.caller, {
      policy: { ttl_seconds: { access: 7200, session: 60, session_max: 120 } },
      version: 2,
    });
    const shorter = claimsOf((await accessPairOf(app, email)).access_token);
    const life = shorter.exp - shorter.iat;
    expect(Math.abs(life - 119.5), "it outlives the sign-in, or does not last as long").toBeLessThan(1);
  });

  test("goes to the account used last of those that have the dialect on", async () => {
    const [first, second] = [await guardedAccount(), await guardedAccount()];
    const { email } = await activeMember(first.id, "member");
    await createUser(operator(), { account: second.id, email, role: "viewer", password: testPassword });
    const [firstOrg, secondOrg] = [await orgIdOf(first.id), await orgIdOf(second.id)];
    const used = async () => (await accessLogin(app, email)).json().company_id;
    const before = await used();
    expect(await used()).toBe(before);
    const [own, other] = before === firstOrg ? [first, secondOrg] : [second, firstOrg];
    await updateAccount(own.caller, { policy: { dialects: { jwt: false } }, version: 1 });
    expect(await used()).toBe(other);
  });

  test.each<[string, unknown, unknown]>([
    ["nothing", "", coded("parse_error")],
    ["no JSON", "{", coded("parse_error")],
    ["a depth of 40", `${"[".repeat(40)}${"]".repeat(40)}`, coded("parse_error")],
    ["a prototype", '{"__proto__":{"username":"a"}}', coded("parse_error")],
    ["a list", "[]", fieldErrors("username", "password")],
    ["null", "null", fieldErrors("username", "password")],
    ["text", '"username"', fieldErrors("username", "password")],
    ["no user name", { password: "p" }, fieldErrors("username")],
    ["an e-mail instead of it", { email: "a@b.test", password: "p" }, fieldErrors("username")],
    ["no password", { username: "a@b.test" }, fieldErrors("password")],
    ["an empty user name", { username: " ", password: "p" }, fieldErrors("username")],
    ["a user name that is a list", { username: ["a@b.test"], password: "p" }, fieldErrors("username")],
    ["a user name that is an object", { username: { $ne: "" }, password: "p" }, fieldErrors("username")],
    ["NUL in the user name", { username: "a\0@b.test", password: "p" }, fieldErrors("username")],
    ["a user name of 2,000", { username: "a".repeat(2000), password: "p" }, fieldErrors("username")],
    ["a password that is a number", { username: "a@b.test", password: 1 }, fieldErrors("password")],
    ["a password that is null", { username: "a@b.test", password: null }, fieldErrors("password")],
  ])("refuses %s with 400", async (_what, body, expected) => {
    await expectAnswer(post(app, "login/", body), 400, expected);
  });

  test("ignores tokens in the headers: the body says who signs in", async () => {
    const headers = { ...bearer(makeToken("pt")), ...pair("AAA-AAA-AAAA", "x") };
    const body = { username: member.email, password: testPassword };
    expect((await post(app, "login/", body, headers)).statusCode).toBe(200);
  });
});

describe("below /api/v1/auth/", () => {
  test.each(["login", "refresh", "private_tokens"])(
    "%s without a slash is answered alike, not redirected",
    async (path) => {
      const [withSlash, without] = [await post(app, `${path}/`, {}), await post(app, path, {})];
      expect([without.statusCode, without.body]).toEqual([withSlash.statusCode, withSlash.body]);
      expect([400, 401]).toContain(without.statusCode);
      expect((await accessLogin(app, member.email)).statusCode).toBe(200);
      const body = { username: member.email, password: testPassword };
      expect((await post(app, "login", body)).statusCode).toBe(200);
    },
  );

  test.each(["/api/v1/auth", "/api/v1/auth/", "/api/v1/auth/nothing/", "/api/v1/auth/login/x", "/api/v1/auth/%zz"])(
    "%s is not there, in the dialect's shape",
    async (url) => {
      await expectAnswer(app.inject({ url }), 404, coded("not_found"));
      await expectAnswer(app.inject({ method: "POST", url, payload: "{" }), 404, coded("not_found"));
    },
  );

  test.each(["login/", "login", "refresh/", "refresh"])(
    "%s refuses other methods, other types and large bodies in the dialect's shape",
    async (path) => {
      for (const method of ["GET", "PUT", "DELETE", "OPTIONS"] as const) {
        const answer = app.inject({ method, url: `/api/v1/auth/${path}` });
        const { headers } = await expectAnswer(answer, 405, coded("method_not_allowed"));
        expect(headers.allow).toBe("POST");
      }
      const form = { "content-type": "application/x-www-form-urlencoded" };
      await expectAnswer(post(app, path, "username=x", form), 415, coded("unsupported_media_type"));
      const large = { username: "a@b.test", password: "p", more: "x".repeat(1_000_000) };
      await expectAnswer(post(app, path, large), 413, coded("payload_too_large"));
    },
  );
});
