import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessPairOf, privateTokenOf } from "@/lib/api/testing/access-token";
import { bearer } from "@/lib/api/testing/headers";
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
