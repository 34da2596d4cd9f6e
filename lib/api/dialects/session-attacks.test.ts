import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { login, ownAddress } from "@/lib/api/testing/session-token";
import { createPool } from "@/lib/api/verifier/create-pool";
import { directVerifier } from "@/lib/api/verifier/direct-verifier";
import { updateAccount } from "@/lib/core/account/update-account";
import { makeToken } from "@/lib/core/secrets";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { withTotp, wrongCode } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const wrong = "a lantern on the south wall";
const tokensOf = (membershipId: string) => db().token.count({ where: { membershipId } });
const messageOf = async (answer: ReturnType<typeof login>) => (await answer).json().message;
const failuresMax = env().LOGIN_FAILURES_MAX;

/** Lets the codes that were used be right again. */
const rewind = (userId: string) => db().totp.update({ where: { userId }, data: { lastStep: 0 } });

/** Status, body and headers, but for what is of this request alone. */
async function bytesOf(answer: ReturnType<typeof login>): Promise<string> {
  const { statusCode, body, headers } = await answer;
  const { "x-request-id": _id, date: _date, ...others } = headers;
  return JSON.stringify([statusCode, body, others]);
}

describe("POST /user/authenticate tells nobody who has an account (A1):", () => {
  test("unknown names, wrong passwords, revoked members, switched-off accounts and wrong logins with TOTP are the same bytes", async () => {
    const [known, revoked, secured] = [
      await activeMember(account.id, "member"),
      await activeMember(account.id, "member"),
      await activeMember(account.id, "member"),
    ];
    await updateUser(account.caller, { id: revoked.id, status: "revoked" });
    const { code } = await withTotp(secured.caller);
    const off = await guardedAccount();
    const switchedOff = await activeMember(off.id, "member");
    await updateAccount(off.caller, { policy: { dialects: { session: false } }, version: 1 });
    const answers = [
      login(app, { email: `${randomUUID()}@example.test`, password: wrong }),
      login(app, { email: "no address", password: wrong }),
      login(app, { email: known.email, password: wrong }),
      login(app, { email: known.email, password: wrong, selectedOrg: 2_000_000_000 }),
      login(app, { email: revoked.email, password: wrong }),
      login(app, { email: secured.email, password: wrong }),
      login(app, { email: secured.email, password: wrong, mfaTokenCode: code() }),
      login(app, { email: switchedOff.email, password: wrong }),
      login(app, { email: switchedOff.email }),
    ];
    const bytes = new Set(await Promise.all(answers.map(bytesOf)));
    expect(bytes.size, [...bytes].join("\n")).toBe(1);
    expect([...bytes][0]).toMatch(/^\[401,/);
  });

  test("after as many failures each waits alike, the right password too, and a success ends it", async () => {
    const known = await activeMember(account.id, "member");
    const unknown = `${randomUUID()}@example.test`;
    for (let n = 1; n <= failuresMax; n++) {
      const both = [known.email, unknown].map((email) => bytesOf(login(app, { email, password: wrong })));
      const [first, second] = await Promise.all(both);
      expect(second, `attempt ${n}`).toBe(first);
      expect(first).toMatch(/^\[401,/);
    }
    const answer = await login(app, { email: known.email });
    const { statusCode, error, message } = answer.json();
    expect([answer.statusCode, statusCode, error]).toEqual([429, 429, "Too Many Requests"]);
    expect(message).toMatch(/Try again/);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect((await login(app, { email: unknown })).statusCode).toBe(429);
    expect(await tokensOf(known.id), "a throttled name got a token").toBe(0);
  });
});

describe("where TOTP is on (A3, A4)", () => {
  test("no code is no token, and it is asked for after a right password alone", async () => {
    const member = await activeMember(account.id, "admin");
    const { code } = await withTotp(member.caller);
    for (const mfaTokenCode of [undefined, null, ""]) {
      const answer = await login(app, { email: member.email, mfaTokenCode });
      expect([answer.statusCode, answer.json().message]).toEqual([401, "MFA token code required"]);
    }
    expect(await messageOf(login(app, { email: member.email, password: wrong }))).not.toMatch(/code/);
    expect((await login(app, { email: member.email, mfaTokenCode: wrongCode(code) })).statusCode).toBe(401);
    expect(await tokensOf(member.id), "a password alone opened the account").toBe(0);
    expect((await login(app, { email: member.email, mfaTokenCode: code() })).statusCode).toBe(200);
  });

  test("a recovery code stands in once", async () => {
    const member = await activeMember(account.id, "member");
    const { recoveryCodes } = await withTotp(member.caller);
    const [mfaTokenCode] = recoveryCodes;
    expect((await login(app, { email: member.email, mfaTokenCode })).statusCode).toBe(200);
    expect((await login(app, { email: member.email, mfaTokenCode })).statusCode).toBe(401);
  });

  test("codes cannot be guessed: each wrong one counts, and a right password does not reset it", async () => {
    const member = await activeMember(account.id, "member");
    const { code } = await withTotp(member.caller);
    for (let n = 1; n <= failuresMax; n++) {
      const mfaTokenCode = n % 2 ? wrongCode(code) : undefined;
      expect((await login(app, { email: member.email, mfaTokenCode })).statusCode, `attempt ${n}`).toBe(401);
    }
    await rewind(member.userId);
    expect((await login(app, { email: member.email, mfaTokenCode: code() })).statusCode).toBe(429);
  });

  test("a code is not looked at where it is not on", async () => {
    const { email } = await activeMember(account.id, "member");
    expect((await login(app, { email, mfaTokenCode: "000000" })).statusCode).toBe(200);
  });

  test("an account that requires it gives no token to who has not enrolled", async () => {
    const own = await guardedAccount();
    const member = await activeMember(own.id, "member");
    await updateAccount(own.caller, { policy: { totp_required: true }, version: 1 });
    const answer = await login(app, { email: member.email });
    expect([answer.statusCode, answer.json().message]).toEqual([401, expect.stringMatching(/TOTP.*console/)]);
    expect(await messageOf(login(app, { email: member.email, password: wrong }))).not.toMatch(/TOTP/);
    expect(await tokensOf(member.id)).toBe(0);
    const { code } = await withTotp(member.caller);
    expect((await login(app, { email: member.email, mfaTokenCode: code() })).statusCode).toBe(200);
  });
});

test("while the database is away it is 503 in the dialect's shape, with the request's id and no cause (V9)", async () => {
  const proxy = await databaseProxy(env().DATABASE_URL ?? "");
  proxy.close();
  const api = await buildApi(directVerifier(createPool(proxy.url)));
  const headers = { authorization: `Bearer ${makeToken("st")}` };
  const answer = await api.inject({ url: "/user/users/me", headers, remoteAddress: ownAddress() });
  expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "1"]);
  expect(answer.json()).toEqual({
    statusCode: 503,
    error: "Service Unavailable",
    message: `This cannot be answered at the moment. Request id: ${answer.headers["x-request-id"]}`,
  });
  await api.close();
});
