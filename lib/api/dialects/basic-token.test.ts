import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { basic, jwtOf, tokenCall } from "@/lib/api/testing/basic";
import { expectV1, expectV3, knownWords, unknownWords } from "@/lib/api/testing/basic-refusals";
import { bearer } from "@/lib/api/testing/headers";
import { ownAddress } from "@/lib/api/testing/session-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { readJwt } from "@/lib/core/jwt/jwt";
import { hashPassword } from "@/lib/core/password/hash-password";
import { makeToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { withTotp, wrongCode } from "@/lib/testing/a-member";
import { changeDirectly, guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const member = await activeMember(account.id, "member");
const wrong = "a lantern on the south wall";

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = ownAddress()) =>
  app.inject({ url, headers, remoteAddress });

const v1Urls = ["/api/v1/User/my", "/api/User/my"];

describe("GET /c42api/v3/auth/jwt", () => {
  test("gives a JWT for 30 minutes in the seed's shape, under both paths and however useBody is written", async () => {
    const calls = [
      "/c42api/v3/auth/jwt?useBody=true",
      "/c42api/v3/auth/jwt?useBody=True",
      "/api/v3/auth/jwt?useBody=TRUE&x=1",
    ];
    for (const url of calls) {
      const answer = await get(url, basic(member.email));
      expect(answer.statusCode, answer.body).toBe(200);
      const token = answer.json().data.v3_user_token;
      expect(answer.body).toBe(`{"data":{"v3_user_token":"${token}"},"error":null,"warnings":null}`);
      expect(answer.headers["cache-control"], "a proxy would keep the token").toBe("no-store");
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect(await readJwt(token)).toBe("jwt");
      const { exp, iat, aud, sub } = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
      expect([exp - iat, aud, sub]).toEqual([1800, account.id, member.id]);
    }
  });

  test("without useBody=true sets the cookie and says nothing", async () => {
    for (const query of ["", "?useBody=false", "?useBody", "?useBody=1"]) {
      const answer = await tokenCall(app, member.email, { query });
      expect([answer.statusCode, answer.body], query).toEqual([204, ""]);
      expect(answer.headers["set-cookie"]).toMatch(
        /^C42_JWT_API_TOKEN=[\w-]+\.[\w-]+\.[\w-]+; Path=\/; Expires=[^;]+ GMT; HttpOnly; Secure; SameSite=Lax$/,
      );
      expect(answer.headers["cache-control"]).toBe("no-store");
    }
  });

  test("takes the e-mail in any case, a colon in the password, UTF-8 and Latin-1", async () => {
    expect((await tokenCall(app, member.email.toUpperCase())).statusCode).toBe(200);
    const one = await activeMember(account.id, "member");
    const password = "Öl:auf der äußeren:Mauer";
    const passwordDigest = await hashPassword(password);
    await changeDirectly(one.userId, (tx) => tx.user.update({ where: { id: one.userId }, data: { passwordDigest } }));
    expect((await tokenCall(app, one.email, { password })).statusCode).toBe(200);
    const latin1 = `Basic ${Buffer.from(`${one.email}:${password}`, "latin1").toString("base64")}`;
    expect((await get("/api/v3/auth/jwt?useBody=true", { authorization: latin1 })).statusCode).toBe(200);
    expect(
      (await get("/api/v3/auth/jwt?useBody=true", { authorization: latin1.replace("Basic", "bASIC") })).statusCode,
    ).toBe(200);
  });

  test.each([
    ["nothing", {}, 401, "UNAUTHORIZED"],
    ["an empty scheme", { authorization: "Basic " }, 401, "UNAUTHORIZED"],
    ["no base64", { authorization: "Basic %%%" }, 401, "UNAUTHORIZED"],
    ["no colon", { authorization: `Basic ${Buffer.from("ada").toString("base64")}` }, 401, "UNAUTHORIZED"],
    ["no e-mail", basic(""), 401, "UNAUTHORIZED"],
    ["no password", basic("a@b.test", ""), 401, "UNAUTHORIZED"],
    ["NUL", basic("a\0@b.test"), 401, "UNAUTHORIZED"],
    ["a password of 10,000 characters", basic("a@b.test", "p".repeat(10_000)), 401, "UNAUTHORIZED"],
    ["a bearer", bearer(makeToken("st")), 401, "UNAUTHORIZED"],
    ["an API key", { "x-api-key": makeToken("ak") }, 401, "UNAUTHORIZED"],
    ["a cookie", { cookie: "C42_JWT_API_TOKEN=x" }, 401, "UNAUTHORIZED"],
    ["two credentials", { ...basic("a@b.test"), "x-api-key": "x" }, 400, "BAD_REQUEST"],
    ["a code of 100 characters", { ...basic("a@b.test"), "totp-auth": "1".repeat(100) }, 400, "BAD_REQUEST"],
  ] as [string, Record<string, string>, number, string][])("refuses %s", async (_what, headers, status, key) => {
    await expectV3(get("/c42api/v3/auth/jwt?useBody=true", headers), status, key);
  });

  test("refuses another method with 405 and Allow, whatever comes with it", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"] as const) {
      const headers = { ...basic(member.email), "content-type": "text/plain" };
      const payload = method === "OPTIONS" ? undefined : "p".repeat(1_100_000);
      const answer = await app.inject({ method, url: "/c42api/v3/auth/jwt", headers, payload });
      await expectV3(answer, 405, "METHOD_NOT_ALLOWED");
      expect(answer.headers.allow).toBe("GET, HEAD");
    }
  });

  test("lives as long as the account says, and ends to the second", async () => {
    const own = await guardedAccount();
    const one = await activeMember(own.id, "viewer");
    await updateAccount(own.caller, { policy: { ttl_seconds: { basic_jwt: 60 } }, version: 1 });
    const token = await jwtOf(app, one.email);
    const { exp, iat, jti } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(exp - iat).toBe(60);
    const endAfter = (seconds: number) =>
      changeDirectly(
        jti,
        (tx) => tx.$executeRaw`
          UPDATE token SET expires_at = clock_timestamp() + ${seconds}::int * interval '1 second',
            created_at = created_at - interval '1 hour', signed_in_at = signed_in_at - interval '1 hour' WHERE id = ${jti}::uuid`,
      );
    expect((await get("/api/v3/customer/my", bearer(token))).statusCode).toBe(200);
    await endAfter(-1);
    await expectV3(get("/api/v3/customer/my", bearer(token)), 401, "UNAUTHORIZED");
    await expectV1(get("/api/User/my", bearer(token)), 401, unknownWords);
  });

  test("a password older than the account allows gives none", async () => {
    const own = await guardedAccount();
    const one = await activeMember(own.id, "viewer");
    await updateAccount(own.caller, { policy: { password_max_age_days: 30 }, version: 1 });
    expect((await get("/api/User/my", basic(one.email))).statusCode).toBe(200);
    await changeDirectly(
      one.userId,
      (tx) => tx.$executeRaw`
        UPDATE app_user SET password_changed_at = now() - interval '31 days' WHERE id = ${one.userId}::uuid`,
    );
    await expectV3(tokenCall(app, one.email), 401, "UNAUTHORIZED");
    await expectV1(get("/api/User/my", basic(one.email)), 401, knownWords);
    await expectV1(get("/api/User/my", basic(one.email, wrong)), 401, unknownWords);
  });
});

describe("where TOTP is on", () => {
  test("only the token path takes Basic, with the code, and says so after a right password alone", async () => {
    const one = await activeMember(account.id, "member");
    expect((await get("/api/User/my", basic(one.email))).statusCode).toBe(200);
    const { code } = await withTotp(one.caller);
    await expectV3(tokenCall(app, one.email), 401, "TIME_BASED_ONE_TIME_PASSWORD_REQUIRED");
    await expectV3(tokenCall(app, one.email, { code: "" }), 401, "TIME_BASED_ONE_TIME_PASSWORD_REQUIRED");
    await expectV3(tokenCall(app, one.email, { password: wrong }), 401, "UNAUTHORIZED");
    await expectV3(tokenCall(app, one.email, { password: wrong, code: code() }), 401, "UNAUTHORIZED");
    await expectV3(tokenCall(app, one.email, { code: wrongCode(code) }), 401, "UNAUTHORIZED");
    for (const url of v1Urls) {
      await expectV1(get(url, basic(one.email)), 401, knownWords);
      await expectV1(get(url, { ...basic(one.email), "totp-auth": code() }), 401, knownWords);
      await expectV1(get(url, basic(one.email, wrong)), 401, unknownWords);
    }
    await expectV3(get("/v1/auth", basic(one.email)), 401, "TIME_BASED_ONE_TIME_PASSWORD_REQUIRED");
    const self = await get("/v1/self", basic(one.email));
    expect([self.statusCode, self.json().code]).toEqual([401, "totp_code_required"]);
    expect(await db().token.count({ where: { membershipId: one.id } }), "a password alone gave a token").toBe(0);
    const used = code();
    const token = await jwtOf(app, one.email, used);
    expect((await get("/api/User/my", bearer(token))).statusCode).toBe(200);
    await expectV3(tokenCall(app, one.email, { code: used }), 401, "UNAUTHORIZED", "a code worked twice");
  });

  test("who must enrol it first gets none, nor is Basic taken anywhere", async () => {
    const own = await guardedAccount();
    const one = await activeMember(own.id, "viewer");
    expect((await get("/api/User/my", basic(one.email))).statusCode).toBe(200);
    await updateAccount(own.caller, { policy: { totp_required: true }, version: 1 });
    await expectV3(tokenCall(app, one.email), 401, "TOTP_AUTH_CONFIGURATION_REQUIRED_FOR_USER");
    await expectV3(tokenCall(app, one.email, { password: wrong }), 401, "UNAUTHORIZED");
    await expectV1(get("/api/User/my", basic(one.email)), 401, knownWords);
    const answer = await get("/v1/self", basic(one.email));
    expect([answer.statusCode, answer.json().code]).toEqual([401, "totp_enrolment_required"]);
  });
});
