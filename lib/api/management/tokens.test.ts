import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer } from "@/lib/api/testing/headers";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { ownAddress, sessionTokenOf } from "@/lib/api/testing/session-token";
import { createApiKey } from "@/lib/core/api-key/create-api-key";
import type { Role } from "@/lib/core/permissions";
import { db } from "@/lib/db";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);

async function signedIn(role: Role) {
  const member = await activeMember(account.id, role);
  const token = await sessionTokenOf(app, { email: member.email });
  const { id } = await db().token.findFirstOrThrow({
    where: { membershipId: member.id },
    orderBy: { createdAt: "desc" },
  });
  return { ...member, token, tokenId: id };
}
/** What is remembered of it decides, so that an end which is not told to the nodes is seen. */
const me = async (token: string) => (await app.inject({ url: "/v1/auth", headers: bearer(token) })).statusCode;
const idsOf = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);

describe("GET …/tokens", () => {
  test("lists what is live, the newest first, and never a token", async () => {
    const member = await signedIn("member");
    const page = await account.done("GET", `/tokens?user_id=${member.id}`);
    expect(page).toEqual({
      data: [
        {
          ...{ id: member.tokenId, kind: "session_token", user_id: member.id, created_at: expect.any(String) },
          ...{ expires_at: expect.any(String), last_used_at: null, address: expect.stringMatching(/^10\./) },
        },
        {
          ...{ id: member.sessionId, kind: "console_session", user_id: member.id, created_at: expect.any(String) },
          ...{ expires_at: expect.any(String), last_used_at: null, address: "192.0.2.7" },
        },
      ],
      next_cursor: null,
    });
    const { createdAt } = await db().token.findUniqueOrThrow({ where: { id: member.tokenId } });
    await db().token.update({ where: { id: member.tokenId }, data: { expiresAt: new Date(createdAt.getTime() + 1) } });
    const after = await account.done("GET", `/tokens?user_id=${member.id}`);
    expect(idsOf(after), "one that has expired is offered for ending").toEqual([member.sessionId]);
  });

  test("comes in pages without gaps and repeats, and by kind", async () => {
    const mine = await managedAccount(app);
    const sessions = [];
    for (let i = 0; i < 5; i++) sessions.push((await activeMember(mine.id, "member")).sessionId);
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await mine.done("GET", `/tokens?limit=2&kind=console_session${cursor}`);
      seen.push(...idsOf(page));
      if (!page.next_cursor) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    // The oldest is that of who made the account.
    expect(seen.slice(0, 5)).toEqual(sessions.toReversed());
    expect(new Set(seen).size).toBe(6);
    expect(idsOf(await mine.done("GET", "/tokens?kind=jwt"))).toEqual([]);
  });

  test.each(["limit=0", "limit=101", "kind=x", "user_id=1", "offset=1", "cursor=x", "kind=jwt&kind=jwt"])(
    "%s is refused",
    (query) => expectProblem(account.call("GET", `/tokens?${query}`), 422, "invalid_request"),
  );

  test("a member gets his own and nobody else's, whoever he asks for", async () => {
    const [one, other] = [await signedIn("member"), await signedIn("member")];
    const own = await account.done("GET", "/tokens", { key: one.token });
    expect(idsOf(own).toSorted()).toEqual([one.tokenId, one.sessionId].toSorted());
    const theirs = await account.done("GET", `/tokens?user_id=${other.id}`, { key: one.token });
    expect(theirs.data, "a member sees where others are signed in").toEqual([]);
  });
});

describe("DELETE …/tokens/{id}", () => {
  test("ends a token with all that its sign-in issued, at once, and no other", async () => {
    const member = await signedIn("member");
    const renewed = await app.inject({ url: "/user/authenticate", headers: bearer(member.token) });
    const another = await sessionTokenOf(app, { email: member.email });
    expect([await me(member.token), await me(renewed.json().token)]).toEqual([200, 200]);
    await account.done("DELETE", `/tokens/${member.tokenId}`);
    expect(await me(member.token), "an ended token still opens").toBe(401);
    expect(await me(renewed.json().token), "what it was renewed to still opens").toBe(401);
    expect(await me(another), "another sign-in was ended with it").toBe(200);
    await expectProblem(account.call("DELETE", `/tokens/${member.tokenId}`), 404, "not_found");
    await expectProblem(account.call("DELETE", `/tokens/${randomUUID()}`), 404, "not_found");
  });

  test("ends a session of the console", async () => {
    const { sessionId } = await signedIn("member");
    await account.done("DELETE", `/tokens/${sessionId}`);
    expect((await db().session.findUniqueOrThrow({ where: { id: sessionId } })).endedAt).not.toBeNull();
  });

  test("a member ends his own; another's is not there for him, an administrator's not for a manager to end", async () => {
    const [one, other] = [await signedIn("member"), await signedIn("member")];
    const [admin, manager] = [await signedIn("admin"), await signedIn("manager")];
    const end = (id: string, key: string) => account.call("DELETE", `/tokens/${id}`, { key });
    await expectProblem(end(other.tokenId, one.token), 404, "not_found");
    await expectProblem(end(admin.tokenId, manager.token), 403, "forbidden");
    expect([await me(other.token), await me(admin.token)], "somebody was signed out by who may not").toEqual([
      200, 200,
    ]);
    expect((await end(one.tokenId, one.token)).statusCode).toBe(204);
    expect(await me(one.token)).toBe(401);
    expect((await end(other.tokenId, manager.token)).statusCode).toBe(204);
    expect(await me(other.token)).toBe(401);
  });
});

describe("DELETE …/tokens", () => {
  test("ends all of a user, and of nobody else", async () => {
    const [one, other] = [await signedIn("member"), await signedIn("member")];
    expect([await me(one.token), await me(other.token)]).toEqual([200, 200]);
    await account.done("DELETE", `/tokens?user_id=${one.id}`);
    expect([await me(one.token), await me(other.token)]).toEqual([401, 200]);
    expect((await account.done("GET", `/tokens?user_id=${one.id}`)).data).toEqual([]);
  });

  test("ends all of a kind, but for the caller's own sign-in and, by a manager, administrators'", async () => {
    const mine = await managedAccount(app);
    const signIn = async (role: Role) => sessionTokenOf(app, { email: (await activeMember(mine.id, role)).email });
    const [admin, member, manager] = [await signIn("admin"), await signIn("member"), await signIn("manager")];
    expect([await me(admin), await me(member), await me(manager)]).toEqual([200, 200, 200]);
    await mine.done("DELETE", "/tokens?kind=session_token", { key: manager });
    expect([await me(admin), await me(member), await me(manager)]).toEqual([200, 401, 200]);
    await mine.done("DELETE", "/tokens?kind=session_token", { key: admin });
    expect([await me(admin), await me(manager)]).toEqual([200, 401]);
  });

  test("ends access tokens with what would bring them back", async () => {
    const mine = await managedAccount(app);
    const { email } = await activeMember(mine.id, "member");
    const payload = { username: email, password: testPassword };
    const login = await app.inject({
      method: "POST",
      url: "/api/v1/auth/login/",
      payload,
      remoteAddress: ownAddress(),
    });
    const { access_token, refresh_token } = login.json();
    expect(await me(access_token)).toBe(200);
    await mine.done("DELETE", "/tokens?kind=access_token");
    expect(await me(access_token)).toBe(401);
    const again = await app.inject({ method: "POST", url: "/api/v1/auth/refresh/", payload: { refresh_token } });
    expect(again.statusCode, "all were ended, and one is back").toBe(401);
  });

  test("a member ends all of his own, and no more", async () => {
    const [one, other] = [await signedIn("member"), await signedIn("member")];
    for (const query of [`user_id=${other.id}`, "kind=session_token"]) {
      await expectProblem(account.call("DELETE", `/tokens?${query}`, { key: one.token }), 403, "forbidden");
    }
    expect(await me(other.token)).toBe(200);
    const second = await sessionTokenOf(app, { email: one.email });
    expect((await account.call("DELETE", `/tokens?user_id=${one.id}`, { key: one.token })).statusCode).toBe(204);
    expect([await me(second), await me(one.token)]).toEqual([401, 200]);
  });

  test("without saying whose or which, and for who is not there, it ends nothing", async () => {
    const one = await signedIn("member");
    await expectProblem(account.call("DELETE", "/tokens"), 422, "invalid_request");
    await expectProblem(account.call("DELETE", `/tokens?user_id=${randomUUID()}`), 404, "not_found");
    const elsewhere = await managedAccount(app);
    await expectProblem(elsewhere.call("DELETE", `/tokens?user_id=${one.id}`), 404, "not_found");
    expect(await me(one.token)).toBe(200);
  });
});

test("a use is noted within seconds, of tokens, API keys and service keys", async () => {
  const mine = await managedAccount(app);
  const member = await activeMember(mine.id, "member");
  const token = await sessionTokenOf(app, { email: member.email });
  const { number, key } = await createApiKey(mine.caller, { org_user_id: member.orgUserId });
  expect(await me(token)).toBe(200);
  expect((await app.inject({ url: "/user/users/me", headers: { "x-api-key": key } })).statusCode).toBe(200);
  await mine.done("GET", "/tokens");
  const noted = async () => {
    const where = { account: { publicId: mine.id } };
    const rows = [
      await db().token.findFirstOrThrow({ where: { membershipId: member.id } }),
      await db().apiKey.findUniqueOrThrow({ where: { number } }),
      await db().serviceKey.findFirstOrThrow({ where }),
    ];
    return rows.map(({ lastUsedAt }) => lastUsedAt !== null);
  };
  await expect.poll(noted, { timeout: 15_000 }).toEqual([true, true, true]);
});
