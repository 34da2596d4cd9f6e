import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessPairOf, inDays, post, privateTokenOf } from "@/lib/api/testing/access-token";
import { bearer, pair } from "@/lib/api/testing/headers";
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
const own = await signedIn();
const list = (token: string) => app.inject({ url: "/api/v1/auth/private_tokens/", headers: bearer(token) });
const revoke = (id: unknown, token: string) =>
  app.inject({ method: "DELETE", url: `/api/v1/auth/private_tokens/${id}/`, headers: bearer(token) });
const privateOf = (membershipId: string) => db().token.count({ where: { membershipId, kind: "private" } });
const coded = (code: string) => ({ code, detail: expect.stringMatching(/\S/) });
const notValid = {
  code: "token_not_valid",
  detail: "Given token not valid for any token type",
  messages: [{ token_class: "AccessToken", token_type: "access", message: "Token is invalid or expired" }],
};
const verify = async (token: string) =>
  (await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(key), payload: { token } })).json();

describe("DELETE /api/v1/auth/private_tokens/{id}/", () => {
  test("ends it everywhere from the answer on, and takes it out of the list (V1)", async () => {
    const { access_token } = await signedIn();
    const { id, data } = await privateTokenOf(app, access_token);
    expect((await app.inject({ url: "/v1/auth", headers: bearer(data) })).statusCode).toBe(200);
    const answer = await revoke(id, access_token);
    expect([answer.statusCode, answer.body]).toEqual([204, ""]);
    expect((await app.inject({ url: "/v1/auth", headers: bearer(data) })).statusCode).toBe(401);
    expect([(await list(data)).statusCode, (await list(data)).json()]).toEqual([401, notValid]);
    expect(await verify(data)).toEqual({ valid: false, code: "revoked" });
    expect((await list(access_token)).json()).toMatchObject({ count: 0, results: [] });
    expect((await revoke(id, access_token)).statusCode).toBe(404);
  });

  test("is also for a private token, which may end itself", async () => {
    const { access_token } = await signedIn();
    const [one, two] = [await privateTokenOf(app, access_token), await privateTokenOf(app, access_token)];
    const withoutSlash = { url: `/api/v1/auth/private_tokens/${one.id}`, headers: bearer(two.data) };
    expect((await app.inject({ method: "DELETE", ...withoutSlash })).statusCode).toBe(204);
    expect((await list(one.data)).statusCode).toBe(401);
    expect((await revoke(two.id, two.data)).statusCode).toBe(204);
    expect((await revoke(two.id, two.data)).statusCode).toBe(401);
  });

  test("takes one that has expired out of the list, too", async () => {
    const { id: membershipId, access_token } = await signedIn();
    const { id, data } = await privateTokenOf(app, access_token);
    await db().$executeRaw`
      UPDATE token SET signed_in_at = signed_in_at - interval '1 hour', created_at = created_at - interval '1 hour',
        expires_at = clock_timestamp() - interval '1 second' WHERE number = ${id}::int`;
    const expired = await list(data);
    expect([expired.statusCode, expired.json()]).toEqual([401, notValid]);
    expect((await list(access_token)).json().count, "who looks for it does not find out").toBe(1);
    expect((await revoke(id, access_token)).statusCode).toBe(204);
    expect((await list(access_token)).json().count).toBe(0);
    expect(await privateOf(membershipId)).toBe(1);
  });

  test("another's, another account's, an access token's and what is no id are 404 alike, and nothing ends", async () => {
    const { id, access_token } = await signedIn();
    const { data, id: others } = await privateTokenOf(app, own.access_token);
    const admin = await activeMember(account.id, "admin");
    const adminToken = (await accessPairOf(app, admin.email)).access_token;
    const access = await db().token.findFirstOrThrow({ where: { membershipId: id, kind: "access" } });
    const wrong = [others, access.number, 2_147_483_647, 2_147_483_648, 9_999_999_999, 0, -1, "1.5", "1e2", "x", "%00"];
    for (const one of wrong) {
      const answer = await revoke(one, access_token);
      const detail = "There is no such private token.";
      expect([answer.statusCode, answer.json()], String(one)).toEqual([404, { code: "not_found", detail }]);
    }
    expect((await revoke(others, adminToken)).statusCode, "an administrator ends another's here").toBe(404);
    expect((await list(data)).statusCode).toBe(200);
    expect((await list(access_token)).statusCode).toBe(200);
  });
});

test("every call takes access and private tokens alone, as a bearer alone", async () => {
  const made = await privateTokenOf(app, own.access_token);
  const calls = (headers: Record<string, string>) => [
    post(app, "private_tokens/", { name: "a", expiration_time: inDays(1) }, headers),
    app.inject({ url: "/api/v1/auth/private_tokens/", headers }),
    app.inject({ method: "DELETE", url: `/api/v1/auth/private_tokens/${made.id}/`, headers }),
  ];
  const before = await privateOf(own.id);
  const wrong: Record<string, string>[] = [
    ...[makeToken("pt"), own.refresh_token, key, "x", own.access_token.slice(0, -2)].map(bearer),
    bearer(await sessionTokenOf(app, { email: own.email })),
    pair(account.id, (await account.createPasscode()).passcode),
    { authorization: "Basic YTpi" },
    { "x-auth-token": own.access_token },
    { "x-api-key": made.data },
    { authorization: `V3_USER_TOKEN ${own.access_token}` },
    { authorization: `JWT ${own.access_token}` },
  ];
  for (const headers of wrong) {
    for (const answer of await Promise.all(calls(headers))) {
      expect([answer.statusCode, answer.json()], JSON.stringify(headers)).toEqual([401, notValid]);
      expect(answer.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
    }
  }
  const nobody = { code: "not_authenticated", detail: "Authentication credentials were not provided." };
  for (const answer of await Promise.all([...calls({}), ...calls({ cookie: `token=${made.data}` })])) {
    expect([answer.statusCode, answer.json()]).toEqual([401, nobody]);
  }
  const inUrl = await app.inject({ url: `/api/v1/auth/private_tokens/?token=${made.data}` });
  expect([inUrl.statusCode, inUrl.json()]).toEqual([401, nobody]);
  for (const answer of await Promise.all(calls({ ...bearer(own.access_token), "x-api-key": makeToken("ak") }))) {
    expect([answer.statusCode, answer.json()]).toEqual([400, coded("multiple_credentials")]);
  }
  expect(await privateOf(own.id)).toBe(before);
  expect((await list(made.data)).statusCode).toBe(200);
});
