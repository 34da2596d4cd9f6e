import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair } from "@/lib/api/testing/headers";
import { login, sessionTokenOf } from "@/lib/api/testing/session-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { makeToken, parseToken } from "@/lib/core/secrets";
import { createUser } from "@/lib/core/user/create-user";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { operator, testPassword } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const member = await activeMember(account.id, "member");
const orgIdOf = async (publicId: string) => (await db().account.findUniqueOrThrow({ where: { publicId } })).orgId;
const orgId = await orgIdOf(account.id);
const me = (headers: Record<string, string>) => app.inject({ url: "/user/users/me", headers });
const logout = (headers: Record<string, string>) =>
  app.inject({ method: "POST", url: "/user/authenticate/logout", headers });

type Answer = Awaited<ReturnType<typeof me>>;
async function expectRefusal(given: Answer | Promise<Answer>, statusCode: number, message?: unknown, what?: string) {
  const answer = await given;
  const error = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" }[statusCode];
  expect(answer.json(), what).toEqual({
    statusCode,
    error: error ?? expect.any(String),
    message: message ?? expect.stringMatching(/\S/),
  });
  expect(answer.statusCode, what).toBe(statusCode);
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
}

describe("POST /user/authenticate", () => {
  test("gives a token for 15 minutes and says whose it is, as the seed's example asks", async () => {
    const client = { client: "core-client", mfaTokenCode: null, somethingElse: [1] };
    const answer = await login(app, { email: ` ${member.email.toUpperCase()} `, selectedOrg: orgId, ...client });
    expect(answer.statusCode, answer.body).toBe(200);
    const { token, expiresAt, user } = answer.json();
    expect(parseToken(token)).toEqual({ kind: "st" });
    expect(Math.abs(expiresAt - Date.now() / 1000 - 900), "not 15 minutes").toBeLessThan(5);
    const { name } = await db().user.findUniqueOrThrow({ where: { email: member.email } });
    expect(user).toEqual({
      id: member.orgUserId,
      ...{ first: expect.any(String), last: expect.any(String), email: member.email },
      ...{ isActive: true, isAdmin: false, currentOrg: { id: orgId, name: account.name } },
    });
    expect(`${user.first} ${user.last}`.trim()).toBe(name);
    expect(answer.headers["cache-control"], "a proxy would keep the token").toBe("no-store");
    expect((await me({ authorization: `bearer ${token}` })).json()).toEqual(user);
    expect((await me({ authorization: `BEARER ${token}` })).statusCode).toBe(200);
  });

  test.each([[undefined], [null], [0]])("with selectedOrg %j goes to the account used last", async (selectedOrg) => {
    const other = await guardedAccount();
    const { email } = member;
    const joined = { account: other.id, email, role: "admin", password: testPassword } as const;
    await createUser(operator(), joined);
    const otherOrg = await orgIdOf(other.id);
    await sessionTokenOf(app, { email, selectedOrg: otherOrg });
    const answer = (await login(app, { email, selectedOrg })).json();
    expect(answer.user).toMatchObject({ isAdmin: true, currentOrg: { id: otherOrg, name: other.name } });
    expect((await login(app, { email, selectedOrg: orgId })).json().user.currentOrg.id).toBe(orgId);
    expect((await login(app, { email, selectedOrg })).json().user.currentOrg.id).toBe(orgId);
  });

  test("of an account that he is no member of, or of none, is 404, after a right password alone", async () => {
    const stranger = await orgIdOf((await guardedAccount()).id);
    const { email } = member;
    for (const selectedOrg of [stranger, 2_000_000_000, -1, Number.MAX_SAFE_INTEGER]) {
      await expectRefusal(login(app, { email, selectedOrg }), 404);
      await expectRefusal(login(app, { email, selectedOrg, password: "wrong wrong wrong" }), 401);
    }
    const gone = await activeMember(account.id, "member");
    await updateUser(account.caller, { id: gone.id, status: "revoked" });
    await expectRefusal(login(app, { email: gone.email }), 404);
    await expectRefusal(login(app, { email: gone.email, password: "wrong wrong wrong" }), 401);
  });

  test.each<[string, string | undefined]>([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["no e-mail", JSON.stringify({ password: "p" })],
    ["no password", JSON.stringify({ email: "a@b.test" })],
    ["an empty e-mail", JSON.stringify({ email: " ", password: "p" })],
    ["an e-mail that is a list", JSON.stringify({ email: ["a@b.test"], password: "p" })],
    ["NUL in the e-mail", JSON.stringify({ email: "a\0@b.test", password: "p" })],
    ["a password that is a number", JSON.stringify({ email: "a@b.test", password: 1 })],
    ["an account that is text", JSON.stringify({ email: "a@b.test", password: "p", selectedOrg: "7" })],
    ["an account that is a fraction", JSON.stringify({ email: "a@b.test", password: "p", selectedOrg: 1.5 })],
    ["a code that is a number", JSON.stringify({ email: "a@b.test", password: "p", mfaTokenCode: 123456 })],
    ["a depth of 40", `${"[".repeat(40)}${"]".repeat(40)}`],
  ])("refuses %s with 400", async (_what, payload) => {
    const headers = { "content-type": "application/json" };
    await expectRefusal(app.inject({ method: "POST", url: "/user/authenticate", headers, payload }), 400);
  });

  test("refuses what is no JSON with 415, over 64 KB with 413, another method with 405", async () => {
    const send = (payload: string, type = "application/json") =>
      app.inject({ method: "POST", url: "/user/authenticate", headers: { "content-type": type }, payload });
    await expectRefusal(send("email=x", "application/x-www-form-urlencoded"), 415);
    await expectRefusal(send(JSON.stringify({ email: "a@b.test", password: "p".repeat(65_536) })), 413);
    const other = await app.inject({ method: "PUT", url: "/user/authenticate" });
    await expectRefusal(other, 405);
    expect(other.headers.allow).toBe("POST, GET, HEAD");
  });

  test("ignores a token in the headers: the body says who signs in", async () => {
    const headers = { ...bearer(makeToken("st")), ...pair("AAA-AAA-AAAA", "x"), "content-type": "application/json" };
    const payload = JSON.stringify({ email: member.email, password: testPassword });
    expect((await app.inject({ method: "POST", url: "/user/authenticate", headers, payload })).statusCode).toBe(200);
  });

  test("lives as long as the account says", async () => {
    const own = await guardedAccount();
    const { email } = await activeMember(own.id, "viewer");
    await updateAccount(own.caller, { policy: { ttl_seconds: { session: 60 } }, version: 1 });
    const { expiresAt } = (await login(app, { email })).json();
    expect(Math.abs(expiresAt - Date.now() / 1000 - 60)).toBeLessThan(5);
  });

  test("with a password older than the account allows is refused, and says so, after a right one alone", async () => {
    const own = await guardedAccount();
    const { email, userId } = await activeMember(own.id, "viewer");
    await updateAccount(own.caller, { policy: { password_max_age_days: 30 }, version: 1 });
    expect((await login(app, { email })).statusCode).toBe(200);
    await db()
      .$executeRaw`UPDATE app_user SET password_changed_at = now() - interval '31 days' WHERE id = ${userId}::uuid`;
    await expectRefusal(login(app, { email }), 401, expect.stringMatching(/password.*Change it/));
    await expectRefusal(login(app, { email, password: "wrong wrong wrong" }), 401, expect.not.stringMatching(/Change/));
    for (let n = 0; n < 12; n++) await expectRefusal(login(app, { email }), 401, expect.stringMatching(/Change it/));
  });
});

describe("below /user/", () => {
  test("no credential is 403, a bad one 401, two 400", async () => {
    for (const call of [me, logout]) {
      await expectRefusal(call({}), 403);
      await expectRefusal(call({ cookie: `token=${makeToken("st")}` }), 403);
      const wrong: Record<string, string>[] = [
        bearer(makeToken("st")),
        bearer("x"),
        { "x-api-key": makeToken("ak") },
        { authorization: "Basic YTpi" },
        pair(account.id, (await account.createPasscode()).passcode),
        bearer((await account.createServiceKey("all")).key),
      ];
      for (const headers of wrong) {
        const answer = await call(headers);
        await expectRefusal(answer, 401, undefined, JSON.stringify(headers));
        expect(answer.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
      }
      await expectRefusal(call({ ...bearer(makeToken("st")), "x-api-key": "x" }), 400);
    }
  });

  test.each(["/user/", "/user/nothing", "/user/apiKeys", "/user/%zz"])(
    "%s is not there, in the dialect's shape",
    async (url) => {
      await expectRefusal(app.inject({ url }), 404);
      await expectRefusal(app.inject({ method: "POST", url, payload: "{" }), 404);
    },
  );
});

describe("POST /user/authenticate/logout", () => {
  test("ends the token at once, and no other sign-in", async () => {
    const [token, other] = [
      await sessionTokenOf(app, { email: member.email }),
      await sessionTokenOf(app, { email: member.email }),
    ];
    const answer = await logout(bearer(token));
    expect([answer.statusCode, answer.body]).toEqual([204, ""]);
    await expectRefusal(me(bearer(token)), 401);
    await expectRefusal(logout(bearer(token)), 401);
    expect((await me(bearer(other))).statusCode, "it signed out another program").toBe(200);
  });

  test("ends every token of the same sign-in", async () => {
    const [first, second] = [
      await sessionTokenOf(app, { email: member.email }),
      await sessionTokenOf(app, { email: member.email }),
    ];
    const tokens = await db().token.findMany({
      where: { membershipId: member.id },
      orderBy: { createdAt: "desc" },
      take: 2,
    });
    const [signInId] = tokens.map((row) => row.signInId);
    await db().token.updateMany({ where: { id: { in: tokens.map(({ id }) => id) } }, data: { signInId } });
    await logout(bearer(first));
    for (const token of [first, second]) await expectRefusal(me(bearer(token)), 401);
  });
});
