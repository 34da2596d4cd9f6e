import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { basic, jwtOf, tokenCall } from "@/lib/api/testing/basic";
import { expectV1, expectV3, unknownWords } from "@/lib/api/testing/basic-refusals";
import { bearer, pair } from "@/lib/api/testing/headers";
import { ownAddress, sessionTokenOf } from "@/lib/api/testing/session-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { createApiKey } from "@/lib/core/api-key/create-api-key";
import { makeToken } from "@/lib/core/secrets";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { changeDirectly, guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const member = await activeMember(account.id, "member");

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = ownAddress()) =>
  app.inject({ url, headers, remoteAddress });

const v1Urls = ["/api/v1/User/my", "/api/User/my"];
const customerUrls = ["/c42api/v3/customer/my", "/api/v3/customer/my"];

describe("by a JWT or Basic", () => {
  test("GET User/my says who calls, in version 1's shape", async () => {
    const token = await jwtOf(app, member.email);
    const [cookie] = String((await tokenCall(app, member.email, { query: "" })).headers["set-cookie"]).split(";");
    const { name } = await db().user.findUniqueOrThrow({ where: { email: member.email } });
    const ways: Record<string, string>[] = [
      bearer(token),
      { authorization: `v3_user_token ${token}` },
      basic(member.email),
      { cookie: `a=b; ${cookie}` },
    ];
    for (const headers of ways) {
      for (const url of v1Urls) {
        const answer = await get(url, headers);
        expect([answer.statusCode, answer.json()]).toEqual([
          200,
          {
            metadata: { timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), params: {} },
            data: {
              ...{ userId: member.orgUserId, userUid: member.id, username: member.email, email: member.email },
              ...{ firstName: expect.any(String), lastName: expect.any(String), active: true },
            },
          },
        ]);
        const { firstName, lastName } = answer.json().data;
        expect(`${firstName} ${lastName}`.trim()).toBe(name);
        expect(Object.keys(answer.json().data)[0]).toBe("userId");
      }
    }
  });

  test("GET customer/my says which account, by a token alone", async () => {
    const token = await jwtOf(app, member.email);
    const [cookie] = String((await tokenCall(app, member.email, { query: "" })).headers["set-cookie"]).split(";");
    const ways: Record<string, string>[] = [
      bearer(token),
      { authorization: `V3_USER_TOKEN ${token}` },
      { cookie: `${cookie}` },
    ];
    for (const url of customerUrls) {
      for (const headers of ways) {
        const answer = await get(url, headers);
        expect([answer.statusCode, answer.body]).toEqual([200, `{"data":{"tenantUid":"${account.id}"}}`]);
      }
      await expectV3(get(url, basic(member.email)), 401, "UNAUTHORIZED", "version 3 took Basic");
      await expectV3(get(url), 401, "UNAUTHORIZED");
    }
  });

  test("the cookie opens this dialect's GETs and nothing else", async () => {
    const cookie =
      String((await tokenCall(app, member.email, { query: "" })).headers["set-cookie"]).split(";")[0] ?? "";
    for (const url of ["/v1/self", "/v1/auth"]) expect((await get(url, { cookie })).statusCode, url).toBe(401);
    expect((await get("/user/users/me", { cookie })).statusCode).toBe(403);
    await expectV3(get("/api/v3/customer/my", { cookie: `${cookie}; ${cookie}x` }), 401, "UNAUTHORIZED");
    await expectV3(get("/api/v3/customer/my", { cookie, ...bearer("x") }), 400, "BAD_REQUEST");
    await expectV1(get("/api/User/my", { cookie, ...basic(member.email) }), 400, expect.stringMatching(/several/));
    expect((await get("/api/v3/customer/my", { cookie, ...bearer(cookie.split("=")[1] ?? "") })).statusCode).toBe(200);
  });

  test("other credentials are refused, good ones too, and two that differ", async () => {
    const { orgUserId } = member;
    const others: Record<string, string>[] = [
      bearer(await sessionTokenOf(app, { email: member.email })),
      { "x-api-key": (await createApiKey(account.caller, { org_user_id: orgUserId })).key },
      bearer((await account.createServiceKey("all")).key),
      pair(account.id, (await account.createPasscode()).passcode),
      bearer("x"),
      bearer(makeToken("tt")),
      { authorization: "Digest x" },
    ];
    for (const headers of others) {
      for (const url of v1Urls) await expectV1(get(url, headers), 401, unknownWords, JSON.stringify(headers));
      for (const url of customerUrls) await expectV3(get(url, headers), 401, "UNAUTHORIZED", JSON.stringify(headers));
    }
    const two = { ...basic(member.email), "x-auth-token": "x" };
    for (const url of v1Urls) await expectV1(get(url, two), 400, expect.any(String));
    for (const url of customerUrls) await expectV3(get(url, two), 400, "BAD_REQUEST");
  });

  test("a JWT stands nowhere else, and ends with its sign-in's row, its member and the dialect", async () => {
    const token = await jwtOf(app, member.email);
    expect((await get("/user/users/me", bearer(token))).statusCode).toBe(401);
    const own = await guardedAccount();
    const [one, two, three] = [
      await activeMember(own.id, "viewer"),
      await activeMember(own.id, "viewer"),
      await activeMember(own.id, "viewer"),
    ];
    const [first, second, third] = [
      await jwtOf(app, one.email),
      await jwtOf(app, two.email),
      await jwtOf(app, three.email),
    ];
    const { jti } = JSON.parse(Buffer.from(first.split(".")[1] ?? "", "base64url").toString());
    const refused = async (held: string) => {
      await expectV3(get("/c42api/v3/customer/my", bearer(held)), 401, "UNAUTHORIZED");
      await expectV1(get("/api/v1/User/my", bearer(held)), 401, unknownWords);
    };
    for (const held of [first, second, third]) expect((await get("/api/User/my", bearer(held))).statusCode).toBe(200);
    await changeDirectly(jti, (tx) => tx.token.update({ where: { id: jti }, data: { endedAt: new Date() } }));
    await refused(first);
    await updateUser(own.caller, { id: two.id, status: "revoked" });
    await refused(second);
    await updateAccount(own.caller, { policy: { dialects: { basic: false } }, version: 1 });
    await refused(third);
    await expectV1(get("/api/User/my", basic(three.email)), 401, unknownWords);
    await expectV3(tokenCall(app, three.email), 401, "UNAUTHORIZED");
  });
});

describe("GET LoginConfiguration", () => {
  const ask = (query: string, prefix = "/api/v3") => get(`${prefix}/LoginConfiguration${query}`);
  const of = (email: string) => `?username=${encodeURIComponent(email)}`;

  test("says whether a password is enough, and of whom we do not know what TOTP's holders are told", async () => {
    const [plain, secured, revoked] = [
      await activeMember(account.id, "member"),
      await activeMember(account.id, "member"),
      await activeMember(account.id, "member"),
    ];
    await withTotp(secured.caller);
    await updateUser(account.caller, { id: revoked.id, status: "revoked" });
    const strict = await guardedAccount();
    const held = await activeMember(strict.id, "member");
    await updateAccount(strict.caller, { policy: { totp_required: true }, version: 1 });
    const expected: [string, string][] = [
      [plain.email, "LOCAL"],
      [plain.email.toUpperCase(), "LOCAL"],
      ...[secured.email, revoked.email, held.email, "nobody@example.test", "no address"].map(
        (email) => [email, "LOCAL_2FA"] as [string, string],
      ),
    ];
    for (const [email, loginType] of expected) {
      for (const prefix of ["/api/v3", "/c42api/v3"]) {
        const answer = await ask(of(email), prefix);
        expect([answer.statusCode, answer.body], email).toEqual([200, `{"data":{"loginType":"${loginType}"}}`]);
      }
    }
  });

  test.each(["", "?username=", "?username=a&username=b", "?username=%00", "?Username=a"])(
    "refuses %s",
    async (query) => {
      await expectV3(ask(query), 400, "BAD_REQUEST");
    },
  );
});

describe("what is not there", () => {
  test.each(["/c42api/", "/c42api/v3/nothing", "/api/v3/nothing", "/api/v3/auth/jwt/x", "/api/v3/%zz"])(
    "%s is 404 in version 3's shape",
    async (url) => {
      await expectV3(get(url, basic(member.email)), 404, "NOT_FOUND");
      await expectV3(app.inject({ method: "POST", url, payload: "{" }), 404, "NOT_FOUND");
    },
  );

  test.each(["/api/User/", "/api/v1/User/nothing", "/api/User/%zz"])("%s is 404 in version 1's shape", async (url) => {
    await expectV1(get(url, basic(member.email)), 404, "There is nothing at this address.");
  });

  test("another method is 405 in the family's shape", async () => {
    for (const url of v1Urls) {
      const answer = await app.inject({ method: "POST", url, headers: basic(member.email), payload: {} });
      await expectV1(answer, 405, "Only GET, HEAD here.");
      expect(answer.headers.allow).toBe("GET, HEAD");
    }
    for (const url of [...customerUrls, "/api/v3/LoginConfiguration"]) {
      await expectV3(app.inject({ method: "DELETE", url }), 405, "METHOD_NOT_ALLOWED");
    }
  });
});

test("a credential in the URL is not looked at", async () => {
  const text = Buffer.from(`${member.email}:${testPassword}`).toString("base64");
  await expectV1(get(`/api/User/my?authorization=Basic%20${text}`), 401, unknownWords);
  await expectV3(get(`/api/v3/auth/jwt?useBody=true&Authorization=${text}`), 401, "UNAUTHORIZED");
});
