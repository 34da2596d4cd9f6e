import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer } from "@/lib/api/testing/headers";
import { sessionTokenOf } from "@/lib/api/testing/session-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { whileItWaits } from "@/lib/testing/while-it-waits";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const renew = (token: string) => app.inject({ url: "/user/authenticate", headers: bearer(token) });
const me = (token: string) => app.inject({ url: "/user/users/me", headers: bearer(token) });
const logout = (token: string) =>
  app.inject({ method: "POST", url: "/user/authenticate/logout", headers: bearer(token) });

async function signedIn(of = account) {
  const member = await activeMember(of.id, "member");
  return { ...member, token: await sessionTokenOf(app, { email: member.email }) };
}
/** As if the sign-in had been so much earlier, and its tokens still lived for a while. */
const signedInEarlier = (membershipId: string, seconds: number) => db().$executeRaw`
  UPDATE token SET signed_in_at = signed_in_at - make_interval(secs => ${seconds}) WHERE membership_id = ${membershipId}::uuid`;

describe("GET /user/authenticate", () => {
  test("gives another token of the same sign-in, in the shape of the login, and the old one lives on", async () => {
    const { id, token } = await signedIn();
    const answer = await renew(token);
    expect(answer.statusCode, answer.body).toBe(200);
    const { token: next, expiresAt, user } = answer.json();
    expect(next).toMatch(/^wwst_/);
    expect(next).not.toBe(token);
    expect(Math.abs(expiresAt - Date.now() / 1000 - 900), "not 15 minutes").toBeLessThan(5);
    expect(user).toEqual((await me(next)).json());
    expect(answer.headers["cache-control"], "a proxy would keep the token").toBe("no-store");
    expect((await me(token)).statusCode, "who still sends the old one is locked out").toBe(200);
    const rows = await db().token.findMany({
      where: { membershipId: id },
      select: { signInId: true, signedInAt: true },
    });
    expect(rows).toHaveLength(2);
    expect(rows[0], "a renewal counts as a sign-in").toEqual(rows[1]);
  });

  test("takes no token that has ended, none of another kind, and says 403 where there is none", async () => {
    const { id, token } = await signedIn();
    await db().$executeRaw`
      UPDATE token SET signed_in_at = signed_in_at - interval '1 hour', created_at = created_at - interval '1 hour',
        expires_at = clock_timestamp() - interval '1 millisecond' WHERE membership_id = ${id}::uuid`;
    const { key } = await account.createServiceKey("verify");
    for (const wrong of [token, key, "wwst_short"]) {
      const answer = await renew(wrong);
      expect([answer.statusCode, answer.json().statusCode, answer.json().error]).toEqual([401, 401, "Unauthorized"]);
    }
    expect((await app.inject({ url: "/user/authenticate" })).statusCode).toBe(403);
    expect(await db().token.count({ where: { membershipId: id } })).toBe(1);
  });

  test("stops at the longest time a sign-in lasts, however often it is renewed (V7)", async () => {
    const { id, token } = await signedIn();
    await signedInEarlier(id, 86_400 - 60);
    const answer = await renew(token);
    expect(answer.statusCode).toBe(200);
    const left = answer.json().expiresAt - Date.now() / 1000;
    expect(left, "a renewal outlives 24 hours").toBeLessThanOrEqual(61);
    expect(left).toBeGreaterThan(50);
    await signedInEarlier(id, 61);
    for (const one of [token, answer.json().token]) {
      const refused = await renew(one);
      expect(refused.statusCode, "a sign-in without end").toBe(401);
    }
  });

  test("fifty at once: each caller ends with a token that works (V7)", async () => {
    const { token } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 50 }, () => renew(token)));
    const tokens = answers.map((answer) => answer.json().token);
    expect(new Set(tokens).size).toBe(50);
    for (const one of tokens) expect((await me(one)).statusCode).toBe(200);
  });

  test("whose password has become too old is told so, and gets no token", async () => {
    const own = await guardedAccount();
    const { userId, token } = await signedIn(own);
    await updateAccount(own.caller, { policy: { password_max_age_days: 1 }, version: 1 });
    await db().$executeRaw`
      UPDATE app_user SET password_changed_at = password_changed_at - interval '2 days' WHERE id = ${userId}::uuid`;
    const answer = await renew(token);
    expect([answer.statusCode, answer.json().message]).toEqual([401, expect.stringContaining("password has expired")]);
  });
});

describe("what ends a sign-in ends what a renewal under way issues:", () => {
  test("a renewal that comes after the end waits for it, and is refused", async () => {
    const { id, token } = await signedIn();
    const answer = await whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM token WHERE membership_id = ${id}::uuid FOR UPDATE`,
      () => renew(token),
      (tx) => tx.$executeRaw`UPDATE token SET ended_at = clock_timestamp() WHERE membership_id = ${id}::uuid`,
    );
    expect(answer.statusCode, "a new token of a sign-in that was ended").toBe(401);
  });

  test.each([
    ["a sign-out", (_id: string, token: string) => logout(token)],
    ["revoked access", (id: string) => updateUser(account.caller, { id, status: "revoked" })],
  ])("%s that waits for the renewal", async (_what, end) => {
    const { id, token } = await signedIn();
    // What the renewal does, before and after the end comes.
    await whileItWaits(
      async (tx) => {
        await tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${id}::uuid FOR KEY SHARE`;
        await tx.$executeRaw`SELECT 1 FROM token WHERE membership_id = ${id}::uuid FOR SHARE`;
      },
      async () => end(id, token),
      (tx) => tx.$executeRaw`
          INSERT INTO token (account_id, membership_id, kind, digest, pepper_id, sign_in_id, signed_in_at, created_at, expires_at)
            SELECT account_id, membership_id, kind, sha256(digest), pepper_id, sign_in_id, signed_in_at, clock_timestamp(), expires_at FROM token
            WHERE membership_id = ${id}::uuid`,
    );
    const live = await db().token.count({ where: { membershipId: id, endedAt: null } });
    expect(live, "a token that outlives what ended it").toBe(0);
  });
});
