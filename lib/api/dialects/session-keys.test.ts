import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair } from "@/lib/api/testing/headers";
import { sessionTokenOf } from "@/lib/api/testing/session-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { deleteUser } from "@/lib/core/user/delete-user";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const admin = await activeMember(account.id, "admin");
const adminToken = await sessionTokenOf(app, { email: admin.email });

const call = (method: "GET" | "POST" | "DELETE", url: string, headers: Record<string, string>, body?: unknown) =>
  app.inject({
    ...{ method, url, headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) } },
    payload: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
const make = (userId?: unknown, token = adminToken) => call("POST", "/user/apiKey", bearer(token), { userId });
const withKey = (url: string, key: string) => app.inject({ url, headers: { "x-api-key": key } });

async function keyOf(member: { orgUserId: number }): Promise<{ id: number; key: string }> {
  const answer = await make(member.orgUserId);
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json();
}
/** Everywhere, from the request on that follows the change. */
async function expectRefused(key: string, code = "revoked") {
  for (const url of ["/v1/auth", "/v1/self", "/user/users/me"]) {
    expect((await withKey(url, key)).statusCode, `${url} still lets it in`).toBe(401);
  }
  const service = await account.createServiceKey("verify");
  const verified = await call("POST", "/v1/verify", bearer(service.key), { token: key });
  expect(verified.json()).toEqual({ valid: false, code });
}

describe("POST /user/apiKey", () => {
  test("makes a key that is its user's: in this answer alone, and kept as a digest", async () => {
    const member = await activeMember(account.id, "member");
    const answer = await make(member.orgUserId);
    expect(answer.statusCode).toBe(201);
    const { id, key } = answer.json();
    expect(answer.json()).toEqual({ id, key, userId: member.orgUserId });
    expect(key).toMatch(/^wwak_/);
    expect(answer.headers["cache-control"], "a proxy would keep the key").toBe("no-store");
    const again = await call("GET", `/user/apiKey/${id}`, bearer(adminToken));
    expect([again.statusCode, again.json()]).toEqual([200, { id, userId: member.orgUserId }]);
    const row = await db().apiKey.findFirstOrThrow({ where: { number: id } });
    expect([row.sealed, Buffer.from(row.digest).length]).toEqual([null, 32]);
    expect((await withKey("/user/users/me", key)).json().email).toBe(member.email);
    const auth = await withKey("/v1/auth", key);
    expect(auth.headers).toMatchObject({
      "x-auth-account-id": account.id,
      "x-auth-user-id": member.id,
      "x-auth-credential-id": row.id,
      "x-auth-credential-kind": "api_key",
    });
    expect(auth.headers, "a key without an end").not.toHaveProperty("passcode-expires");
  });

  test("without a user makes one for oneself", async () => {
    for (const body of [{}, { userId: null }]) {
      const answer = await call("POST", "/user/apiKey", bearer(adminToken), body);
      expect([answer.statusCode, answer.json().userId]).toEqual([201, admin.orgUserId]);
    }
  });

  test("takes the place of the one before, which is refused at once", async () => {
    const member = await activeMember(account.id, "viewer");
    const first = await keyOf(member);
    expect((await withKey("/v1/auth", first.key)).statusCode).toBe(200);
    const second = await keyOf(member);
    await expectRefused(first.key);
    expect((await withKey("/v1/auth", second.key)).statusCode).toBe(200);
    expect((await call("GET", `/user/apiKey/${first.id}`, bearer(adminToken))).statusCode).toBe(404);
  });

  test("ten at once leave one that works", async () => {
    const member = await activeMember(account.id, "member");
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(member.orgUserId)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(201));
    const statuses = [];
    for (const answer of answers) statuses.push((await withKey("/v1/auth", answer.json().key)).statusCode);
    expect(statuses.sort()).toEqual([200, ...Array(9).fill(401)]);
  });

  test("is for administrators, with a session token alone", async () => {
    const manager = await activeMember(account.id, "manager");
    const token = await sessionTokenOf(app, { email: manager.email });
    expect((await make(manager.orgUserId, token)).statusCode, "a manager makes himself an administrator's key").toBe(
      403,
    );
    const { key } = await keyOf(admin);
    const service = await account.createServiceKey("all");
    for (const headers of [{ "x-api-key": key }, bearer(key), bearer(service.key), pair(account.id, "x")]) {
      expect((await call("POST", "/user/apiKey", headers, {})).statusCode).toBe(401);
    }
    expect((await call("POST", "/user/apiKey", {}, {})).statusCode).toBe(403);
  });

  test("another account's user, an unknown one and one who lost his access are 404, and nothing is made", async () => {
    const other = await guardedAccount();
    const stranger = await activeMember(other.id, "member");
    const revoked = await activeMember(account.id, "member");
    await updateUser(account.caller, { id: revoked.id, status: "revoked" });
    const count = await db().apiKey.count();
    for (const userId of [stranger.orgUserId, 2_000_000_000, -1, revoked.orgUserId]) {
      expect((await make(userId)).statusCode).toBe(404);
    }
    expect(await db().apiKey.count()).toBe(count);
  });

  test.each([["7"], [1.5], [[]], [{}], [true], [1e12]])("userId %j is 400", async (userId) => {
    const answer = await make(userId);
    expect([answer.statusCode, answer.json().error]).toEqual([400, "Bad Request"]);
  });

  test("is nothing without JSON", async () => {
    expect((await call("POST", "/user/apiKey", bearer(adminToken), "{")).statusCode).toBe(400);
    expect((await call("POST", "/user/apiKey", bearer(adminToken))).statusCode).toBe(400);
    const text = { ...bearer(adminToken), "content-type": "text/plain" };
    expect((await app.inject({ method: "POST", url: "/user/apiKey", headers: text, payload: "x" })).statusCode).toBe(
      415,
    );
    const put = await app.inject({ method: "PUT", url: "/user/apiKey", headers: bearer(adminToken) });
    expect([put.statusCode, put.headers.allow]).toEqual([405, "POST"]);
  });
});

describe("an API key", () => {
  test("deleted is refused from the answer on, and gone", async () => {
    const { id, key } = await keyOf(await activeMember(account.id, "member"));
    expect((await call("DELETE", `/user/apiKey/${id}`, bearer(adminToken))).statusCode).toBe(204);
    await expectRefused(key);
    expect((await call("DELETE", `/user/apiKey/${id}`, bearer(adminToken))).statusCode).toBe(404);
  });

  test.each(["0", "x", "1.5", "99999999999999", "2000000000"])("with the id %s is 404", async (id) => {
    for (const method of ["GET", "DELETE"] as const) {
      const answer = await call(method, `/user/apiKey/${id}`, bearer(adminToken));
      expect([answer.statusCode, answer.json().error]).toEqual([404, "Not Found"]);
    }
  });

  test("of another account is 404, and lives on", async () => {
    const other = await guardedAccount();
    const elsewhere = await activeMember(other.id, "admin");
    const otherToken = await sessionTokenOf(app, { email: elsewhere.email });
    const { id, key } = (await make(elsewhere.orgUserId, otherToken)).json();
    for (const method of ["GET", "DELETE"] as const) {
      expect((await call(method, `/user/apiKey/${id}`, bearer(adminToken))).statusCode).toBe(404);
    }
    expect((await withKey("/v1/auth", key)).statusCode).toBe(200);
  });

  test("ends with its user's access, and does not come back with it (V1)", async () => {
    const [revoked, deleted] = [await activeMember(account.id, "member"), await activeMember(account.id, "member")];
    const [first, second] = [await keyOf(revoked), await keyOf(deleted)];
    await updateUser(account.caller, { id: revoked.id, status: "revoked" });
    await expectRefused(first.key);
    await updateUser(account.caller, { id: revoked.id, status: "active" });
    await expectRefused(first.key);
    await deleteUser(account.caller, { id: deleted.id });
    await expectRefused(second.key);
  });

  test("is refused while its account has the dialect switched off", async () => {
    const own = await guardedAccount();
    const chief = await activeMember(own.id, "admin");
    const { key } = (await make(chief.orgUserId, await sessionTokenOf(app, { email: chief.email }))).json();
    await updateAccount(own.caller, { policy: { dialects: { session: false } }, version: 1 });
    expect((await withKey("/v1/auth", key)).statusCode).toBe(401);
    await updateAccount(own.caller, { policy: { dialects: { session: true } }, version: 2 });
    expect((await withKey("/v1/auth", key)).statusCode).toBe(200);
  });

  test("is nothing as a bearer, a passcode or a token of another header", async () => {
    const { key } = await keyOf(await activeMember(account.id, "member"));
    for (const headers of [bearer(key), pair(account.id, key), { "x-auth-token": key }]) {
      expect((await app.inject({ url: "/v1/auth", headers })).statusCode).toBe(401);
    }
    for (const url of [`/v1/accounts/${account.id}`, "/v1/self/passcode"]) {
      expect((await withKey(url, key)).statusCode, "it manages").toBe(403);
    }
  });
});

describe("POST /user/authenticate/strategy", () => {
  const strategy = (body: unknown) => call("POST", "/user/authenticate/strategy", {}, body);
  test("is the same for everybody", async () => {
    for (const email of [admin.email, "nobody@nowhere.test"]) {
      const answer = await strategy({ email, more: 1 });
      expect([answer.statusCode, answer.json()]).toEqual([200, { strategy: "local", redirectUrl: null }]);
    }
  });
  test.each([[{}], [{ email: 1 }], [{ email: "" }], [{ email: ["a"] }], [[]], ["x"]])("%j is 400", async (body) => {
    const answer = await strategy(body);
    expect([answer.statusCode, answer.json().statusCode]).toEqual([400, 400]);
  });
});
