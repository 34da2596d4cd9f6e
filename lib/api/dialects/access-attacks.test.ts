import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessLogin, post, refresh } from "@/lib/api/testing/access-token";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { bearer } from "@/lib/api/testing/headers";
import { createPool } from "@/lib/api/verifier/create-pool";
import { directVerifier } from "@/lib/api/verifier/direct-verifier";
import { updateAccount } from "@/lib/core/account/update-account";
import { makeToken } from "@/lib/core/secrets";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const password = "a lantern on the south wall";
const tokensOf = (membershipId: string) => db().token.count({ where: { membershipId } });
const mfa = { non_field_errors: ["MFA is enabled for this user"] };
const noActiveAccount = {
  code: "no_active_account",
  detail: "No active account found with the given credentials",
};

/** Status, body and headers, but for what is of this request alone. */
async function bytesOf(answer: ReturnType<typeof accessLogin>): Promise<string> {
  const { statusCode, body, headers } = await answer;
  const { "x-request-id": _id, date: _date, ...others } = headers;
  return JSON.stringify([statusCode, body, others]);
}

describe("POST /api/v1/auth/login/ tells nobody who has an account (A1):", () => {
  test("unknown names, wrong passwords, revoked members and switched-off accounts are the same bytes", async () => {
    const [known, revoked, secured] = [
      await activeMember(account.id, "member"),
      await activeMember(account.id, "member"),
      await activeMember(account.id, "member"),
    ];
    await updateUser(account.caller, { id: revoked.id, status: "revoked" });
    await withTotp(secured.caller);
    const off = await guardedAccount();
    const switchedOff = await activeMember(off.id, "member");
    await updateAccount(off.caller, { policy: { dialects: { jwt: false } }, version: 1 });
    const answers = [
      accessLogin(app, `${randomUUID()}@example.test`, { password }),
      accessLogin(app, "no address", { password }),
      accessLogin(app, known.email, { password }),
      accessLogin(app, revoked.email, { password }),
      // With a right password, too: he has no account to sign in to.
      accessLogin(app, revoked.email),
      accessLogin(app, secured.email, { password }),
      accessLogin(app, switchedOff.email, { password }),
      accessLogin(app, switchedOff.email),
    ];
    const bytes = new Set(await Promise.all(answers.map(bytesOf)));
    expect(bytes.size, [...bytes].join("\n")).toBe(1);
    const answer = await accessLogin(app, known.email, { password });
    expect([answer.statusCode, answer.json()]).toEqual([401, noActiveAccount]);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="watchword"');
  });

  test("after as many failures each waits alike, the right password too", async () => {
    const known = await activeMember(account.id, "member");
    const unknown = `${randomUUID()}@example.test`;
    for (let n = 1; n <= env().LOGIN_FAILURES_MAX; n++) {
      const both = [known.email, unknown].map((email) => bytesOf(accessLogin(app, email, { password })));
      const [first, second] = await Promise.all(both);
      expect(second, `attempt ${n}`).toBe(first);
      expect(first).toMatch(/^\[401,/);
    }
    for (const email of [known.email, unknown]) {
      const answer = await accessLogin(app, email);
      const detail = expect.stringMatching(/Try again/);
      expect([answer.statusCode, answer.json()]).toEqual([429, { code: "throttled", detail }]);
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect(await tokensOf(known.id), "a throttled name got a token").toBe(0);
  });
});

describe("where TOTP is on (A4)", () => {
  test("there is no token, whatever is sent, and it is told after a right password alone", async () => {
    const member = await activeMember(account.id, "admin");
    const { code } = await withTotp(member.caller);
    for (const more of [{}, { code: code() }, { otp: code() }, { mfaTokenCode: code() }, { totp_code: code() }]) {
      const answer = await accessLogin(app, member.email, more);
      expect([answer.statusCode, answer.json()]).toEqual([400, mfa]);
    }
    const wrong = await accessLogin(app, member.email, { password });
    expect([wrong.statusCode, wrong.json()]).toEqual([401, noActiveAccount]);
    expect(await tokensOf(member.id), "a password alone opened the account").toBe(0);
  });

  test("an account that requires it gives no token to who has not enrolled, and says so to him alone", async () => {
    const own = await guardedAccount();
    const member = await activeMember(own.id, "member");
    await updateAccount(own.caller, { policy: { totp_required: true }, version: 1 });
    const answer = await accessLogin(app, member.email);
    const detail = expect.stringMatching(/TOTP.*console/);
    expect([answer.statusCode, answer.json()]).toEqual([401, { code: "totp_enrolment_required", detail }]);
    expect((await accessLogin(app, member.email, { password })).json()).toEqual(noActiveAccount);
    await withTotp(member.caller);
    expect((await accessLogin(app, member.email)).json()).toEqual(mfa);
    expect(await tokensOf(member.id)).toBe(0);
  });

  test("a password older than the account allows gets no token, and is told, which is no failed attempt", async () => {
    const own = await guardedAccount();
    const { id, email, userId } = await activeMember(own.id, "viewer");
    await updateAccount(own.caller, { policy: { password_max_age_days: 30 }, version: 1 });
    await db()
      .$executeRaw`UPDATE app_user SET password_changed_at = now() - interval '31 days' WHERE id = ${userId}::uuid`;
    const detail = expect.stringMatching(/password.*Change it/);
    for (let n = 0; n < 12; n++) {
      const answer = await accessLogin(app, email);
      expect([answer.statusCode, answer.json()]).toEqual([401, { code: "password_expired", detail }]);
    }
    expect((await accessLogin(app, email, { password })).json()).toEqual(noActiveAccount);
    expect(await tokensOf(id)).toBe(0);
  });
});

test("while the database is away it is 503 in the dialect's shape, with the request's id and no cause (V9)", async () => {
  const proxy = await databaseProxy(env().DATABASE_URL ?? "");
  proxy.close();
  const api = await buildApi(directVerifier(createPool(proxy.url)));
  for (const answer of [
    await api.inject({ url: "/api/v1/auth/private_tokens/", headers: bearer(makeToken("pt")) }),
    await post(api, "private_tokens/", { name: "x" }, bearer(makeToken("pt"))),
  ]) {
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "1"]);
    expect(answer.json()).toEqual({
      code: "service_unavailable",
      detail: `This cannot be answered at the moment. Request id: ${answer.headers["x-request-id"]}`,
    });
  }
  await api.close();
  expect((await refresh(app, makeToken("rt"))).statusCode).toBe(401);
});
