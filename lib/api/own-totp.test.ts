import { Secret, TOTP } from "otpauth";
import { afterAll, describe, expect, test } from "vitest";
import { makeToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { wrongCode } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { buildApi } from "./app";
import { bearer } from "./testing/headers";
import { expectProblem } from "./testing/managed-account";
import { login, ownAddress, sessionTokenOf } from "./testing/session-token";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
type Method = "POST" | "DELETE";
const calls: [Method, string, object?][] = [
  ["POST", ""],
  ["POST", "/confirm", { code: "123456" }],
  ["DELETE", "", { code: "123456" }],
];
const send = (method: Method, path: string, headers: Record<string, string>, payload?: unknown) =>
  app.inject({
    method,
    url: `/v1/self/totp${path}`,
    headers: { ...headers, ...(payload !== undefined && { "content-type": "application/json" }) },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
    remoteAddress: ownAddress(),
  });

async function signedIn() {
  const member = await activeMember(account.id, "member");
  const token = await sessionTokenOf(app, { email: member.email });
  const call = (method: Method, path: string, payload?: unknown) => send(method, path, bearer(token), payload);
  return { ...member, token, call };
}

/** Begun, and the maker of its codes: `steps` of 30 s from now. */
async function begun() {
  const one = await signedIn();
  const answer = await one.call("POST", "");
  expect(answer.statusCode, answer.body).toBe(201);
  const { secret, otpauth_url } = answer.json();
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (steps = 1) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  return { ...one, secret, otpauthUrl: otpauth_url as string, code };
}

async function enrolled() {
  const one = await begun();
  const used = one.code(0);
  const answer = await one.call("POST", "/confirm", { code: used });
  expect(answer.statusCode, answer.body).toBe(200);
  return { ...one, used, recoveryCodes: answer.json().recovery_codes as string[] };
}
/** Lets the codes that were used be right again. */
const rewind = (userId: string) => db().totp.update({ where: { userId }, data: { lastStep: 0 } });

describe("one's own TOTP by the API", () => {
  test("is begun, confirmed by a code, asked for at the next sign-in, and switched off by a code", async () => {
    const one = await begun();
    expect(one.secret).toMatch(/^[A-Z2-7]{32}$/);
    const url = new URL(one.otpauthUrl);
    expect(url.searchParams.get("secret")).toBe(one.secret);
    expect(decodeURIComponent(url.pathname)).toContain(one.email);
    expect((await login(app, { email: one.email })).statusCode, "asked for before it works").toBe(200);
    const used = one.code(0);
    const confirmed = await one.call("POST", "/confirm", { code: used });
    expect(confirmed.headers["cache-control"], "a proxy would keep the recovery codes").toBe("no-store");
    const { recovery_codes } = confirmed.json();
    expect(new Set(recovery_codes).size).toBe(10);
    expect((await login(app, { email: one.email })).json().message).toBe("MFA token code required");
    const again = await login(app, { email: one.email, mfaTokenCode: used });
    expect(again.statusCode, "a code that was used works again").toBe(401);
    const other = await sessionTokenOf(app, { email: one.email, mfaTokenCode: one.code() });
    await rewind(one.userId);
    const off = await one.call("DELETE", "", { code: one.code() });
    expect([off.statusCode, off.body]).toEqual([204, ""]);
    const me = (token: string) => app.inject({ url: "/user/users/me", headers: bearer(token) });
    expect((await me(other)).statusCode, "another sign-in outlives the second factor").toBe(401);
    expect((await me(one.token)).statusCode, "he is signed out himself").toBe(200);
    expect((await login(app, { email: one.email })).statusCode).toBe(200);
  });

  test("shows seed and recovery codes once: beginning anew gives others, and no other answer has them", async () => {
    const one = await enrolled();
    const answers = [
      await one.call("POST", ""),
      await one.call("POST", "/confirm", { code: one.code() }),
      await app.inject({ url: "/user/users/me", headers: bearer(one.token) }),
      await app.inject({ url: "/v1/self", headers: bearer(one.token) }),
    ];
    await expectProblem(answers[0] as never, 409, "already_granted");
    await expectProblem(answers[1] as never, 404, "not_found");
    for (const { body } of answers) {
      for (const secret of [one.secret, ...one.recoveryCodes]) expect(body).not.toContain(secret);
    }
    const first = await begun();
    const second = (await first.call("POST", "")).json();
    expect(second.secret).not.toBe(first.secret);
    await expectProblem(first.call("POST", "/confirm", { code: first.code(0) }), 422, "totp_code_invalid");
  });

  test.each(calls)("%s %s needs a fresh sign-in; nothing is changed", async (method, path, payload) => {
    const one = method === "DELETE" ? await enrolled() : await begun();
    const before = await db().totp.findUnique({ where: { userId: one.userId } });
    await db().$executeRaw`UPDATE token SET signed_in_at = clock_timestamp() - interval '301 seconds'
      WHERE membership_id = ${one.id}::uuid`;
    const body = payload && { code: one.code(method === "DELETE" ? 1 : 0) };
    await expectProblem(one.call(method, path, body), 403, "fresh_sign_in_required");
    expect(await db().totp.findUnique({ where: { userId: one.userId } })).toEqual(before);
  });

  test.each(calls)("%s %s takes a session token alone", async (method, path, payload) => {
    const { key } = await account.createServiceKey("all");
    await expectProblem(send(method, path, {}, payload), 401, "credential_required");
    await expectProblem(send(method, path, bearer(makeToken("st")), payload), 401, "credential_invalid");
    await expectProblem(send(method, path, bearer(key), payload), 403, "forbidden");
  });

  test.each<[string, unknown]>([
    ["no code", {}],
    ["a code that is a number", { code: 123456 }],
    ["an empty code", { code: " " }],
    ["a code of 65 characters", { code: "1".repeat(65) }],
    ["an unknown field", { code: "123456", user_id: "x" }],
    ["a list", ["123456"]],
  ])("refuses %s", async (_what, payload) => {
    const one = await begun();
    await expectProblem(one.call("POST", "/confirm", payload), 422, "invalid_request");
    const other = await enrolled();
    await expectProblem(other.call("DELETE", "", payload), 422, "invalid_request");
  });

  test("refuses a wrong code, and a code where there is nothing to confirm or to switch off", async () => {
    const [bare, one, on] = [await signedIn(), await begun(), await enrolled()];
    await expectProblem(bare.call("POST", "/confirm", { code: "123456" }), 404, "not_found");
    await expectProblem(bare.call("DELETE", "", { code: "123456" }), 404, "not_found");
    await expectProblem(one.call("POST", "/confirm", { code: wrongCode(one.code) }), 422, "totp_code_invalid");
    await expectProblem(on.call("DELETE", "", { code: wrongCode(on.code) }), 422, "totp_code_invalid");
    await expectProblem(on.call("DELETE", "", { code: on.used }), 422, "totp_code_invalid", "used already");
    await expectProblem(bare.call("POST", "", { secret: "A" }), 422, "invalid_request");
    await expectProblem(one.call("POST", "/confirm"), 400, "malformed_json");
  });

  test("a stolen token cannot guess it off: wrong codes make wait", async () => {
    const one = await enrolled();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      statuses.push((await one.call("DELETE", "", { code: wrongCode(one.code) })).statusCode);
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429]);
    expect((await db().totp.findUnique({ where: { userId: one.userId } }))?.confirmedAt).not.toBeNull();
  });
});
