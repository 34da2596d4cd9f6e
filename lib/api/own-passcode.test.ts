import { afterAll, describe, expect, test } from "vitest";
import { updateAccount } from "@/lib/core/account/update-account";
import { roles } from "@/lib/core/permissions";
import { makeToken } from "@/lib/core/secrets";
import { grantUserPasscode } from "@/lib/core/user-passcode/grant-user-passcode";
import { resetUserPasscode } from "@/lib/core/user-passcode/reset-user-passcode";
import { revokeUserPasscode } from "@/lib/core/user-passcode/revoke-user-passcode";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { buildApi } from "./app";
import { bearer, pair } from "./testing/headers";
import { expectProblem, managedAccount } from "./testing/managed-account";
import { sessionTokenOf } from "./testing/session-token";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const show = (headers: Record<string, string>, query = "") => app.inject({ url: `/v1/self/passcode${query}`, headers });

/** A member with a passcode and a token that is fresh. */
async function holder(role: (typeof roles)[number] = "member", of = account) {
  const member = await activeMember(of.id, role);
  await grantUserPasscode(of.caller, { id: member.id, validity_days: 90 });
  return { ...member, token: await sessionTokenOf(app, { email: member.email }) };
}
const lastReveal = async (accountId: string) =>
  (
    await db().auditEvent.findMany({
      where: { chainId: accountId, action: "own-passcode.reveal" },
      orderBy: { seq: "desc" },
    })
  )[0];

describe("GET /v1/self/passcode", () => {
  test("shows one's own passcode, that works, and records it", async () => {
    const one = await holder();
    const answer = await show(bearer(one.token));
    expect(answer.statusCode, answer.body).toBe(200);
    const { passcode, ...rest } = answer.json();
    expect(rest).toEqual({ status: "active", expires_at: expect.stringMatching(/Z$/) });
    expect(answer.headers["cache-control"], "a proxy would keep it").toBe("no-store");
    const connect = await app.inject({ url: "/v1/connect?partner=x", headers: pair(account.id, passcode) });
    expect(connect.statusCode).toBe(200);
    const { actor } = account.caller;
    const event = await lastReveal(actor.type === "user" ? actor.accountId : "");
    expect(event, "nobody learns that it was shown").toMatchObject({ actorId: one.id, result: "ok" });
    expect(JSON.stringify({ ...event, seq: 0 })).not.toContain(passcode);
  });

  test("shows the fresh one after a reset, and none after a revoke", async () => {
    const one = await holder();
    const before = (await show(bearer(one.token))).json().passcode;
    await resetUserPasscode(account.caller, { id: one.id });
    expect((await show(bearer(one.token))).json().passcode).not.toBe(before);
    await revokeUserPasscode(account.caller, { id: one.id });
    await expectProblem(show(bearer(one.token)), 404, "not_found");
    const bare = await activeMember(account.id, "admin");
    await expectProblem(show(bearer(await sessionTokenOf(app, { email: bare.email }))), 404, "not_found");
  });

  test("needs a sign-in that is at most 5 minutes old, and records who tried", async () => {
    const one = await holder();
    const age = (seconds: number) =>
      db().$executeRaw`UPDATE token SET signed_in_at = clock_timestamp() - make_interval(secs => ${seconds}::int)
        WHERE membership_id = ${one.id}::uuid`;
    await age(301);
    const answer = await show(bearer(one.token));
    await expectProblem(answer, 403, "fresh_sign_in_required");
    const { actor } = account.caller;
    const event = await lastReveal(actor.type === "user" ? actor.accountId : "");
    expect(event).toMatchObject({ actorId: one.id, result: "refused" });
    await age(295);
    expect((await show(bearer(one.token))).statusCode).toBe(200);
  });

  test("is not for who must first enrol TOTP", async () => {
    const own = await guardedAccount();
    const one = await holder("member", own);
    await updateAccount(own.caller, { policy: { totp_required: true }, version: 1 });
    await expectProblem(show(bearer(one.token)), 403, "forbidden");
  });

  test("is limited: after 20 in a row one waits", async () => {
    const one = await holder();
    for (let n = 1; n <= 20; n++) expect((await show(bearer(one.token))).statusCode, `${n}`).toBe(200);
    const answer = await show(bearer(one.token));
    await expectProblem(answer, 429, "throttled");
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });

  test("takes a session token alone", async () => {
    const one = await holder("admin");
    const { key } = await account.createServiceKey("all");
    await expectProblem(show({}), 401, "credential_required");
    await expectProblem(show({ cookie: `token=${one.token}` }, `?token=${one.token}`), 401, "credential_required");
    await expectProblem(show(bearer(makeToken("st"))), 401, "credential_invalid");
    await expectProblem(show(bearer(key)), 403, "forbidden", "a service key");
    await expectProblem(show(pair(account.id, await one.reveal())), 403, "forbidden", "the passcode itself");
    await expectProblem(show({ ...bearer(one.token), "x-api-key": "x" }), 400, "multiple_credentials");
    const other = await app.inject({ method: "POST", url: "/v1/self/passcode", headers: bearer(one.token) });
    expect([other.statusCode, other.headers.allow]).toEqual([405, "GET, HEAD"]);
  });
});

test("nobody but its owner is shown a passcode, whatever his role, whoever's it is and however he asks (S6)", async () => {
  const own = await managedAccount(app);
  const owners = [];
  for (const role of roles) owners.push(await holder(role, own));
  const secrets: string[] = [];
  for (const owner of owners) secrets.push(await owner.reveal());
  const { key: serviceKey } = await own.createServiceKey("all");
  for (const [i, { token }] of [...owners, { token: serviceKey }].entries()) {
    for (const target of owners) {
      const base = `/v1/accounts/${own.id}/users`;
      const urls = [
        `/v1/self/passcode?user_id=${target.id}`,
        `/v1/self/passcode?id=${target.id}`,
        "/v1/self/passcode",
        "/v1/self",
        "/user/users/me",
        ...[base, `${base}/${target.id}`, `${base}/${target.id}/passcode`, `/v1/accounts/${own.id}/audit`],
      ];
      for (const url of urls) {
        const { body } = await app.inject({ url, headers: { ...bearer(token), "x-auth-user-id": target.id } });
        const shown = secrets.flatMap((secret, j) => (body.includes(secret.slice(5, 37)) ? [j] : []));
        expect(shown, url).toEqual(url === "/v1/self/passcode" && i < owners.length ? [i] : []);
      }
    }
  }
});
