import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { basic, jwtOf, tokenCall } from "@/lib/api/testing/basic";
import { ownAddress } from "@/lib/api/testing/session-token";
import type { Verifier } from "@/lib/api/verifier/verifier";
import { updateAccount } from "@/lib/core/account/update-account";
import { AppError } from "@/lib/core/errors";
import { networkBlock } from "@/lib/core/network-block";
import { changePassword } from "@/lib/core/password/change-password";
import { digestSecret } from "@/lib/core/secrets";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { withTotp, wrongCode } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";

const [app, other] = [await buildApi(), await buildApi()];
afterAll(() => Promise.all([app.close(), other.close()]));
const account = await guardedAccount();
const wrong = "a lantern on the south wall";
const failuresMax = env().LOGIN_FAILURES_MAX;
const tokenUrl = "/c42api/v3/auth/jwt?useBody=true";
/** Every path that takes Basic. */
const urls = [tokenUrl, "/api/User/my", "/v1/auth", "/v1/self"];

type Send = { password?: string; code?: string; address?: string; api?: typeof app };
const send = (url: string, email: string, { password, code, address = ownAddress(), api = app }: Send = {}) =>
  api.inject({
    url,
    headers: { ...basic(email, password), ...(code && { "totp-auth": code }) },
    remoteAddress: address,
  });
type Answer = ReturnType<typeof send>;
const statusOf = async (answer: Answer) => (await answer).statusCode;

/** Status, body and headers, but for what is of this request alone. */
async function bytesOf(answer: Answer): Promise<string> {
  const { statusCode, body, headers } = await answer;
  const { "x-request-id": id, date: _date, ...others } = headers;
  return JSON.stringify([statusCode, body.replaceAll(String(id), ""), others]);
}

/** How often a name has failed, as it is counted. */
const failuresOf = async (email: string) =>
  (await db().throttle.findUnique({ where: { key: digestSecret(`throttle name ${email}`).digest } }))?.failures ?? 0;

describe("Basic tells nobody who has an account (A1):", () => {
  test.each(urls)(
    "at %s unknown names, wrong passwords, revoked members and switched-off accounts are the same bytes",
    async (url) => {
      const [known, revoked, secured] = [
        await activeMember(account.id, "member"),
        await activeMember(account.id, "member"),
        await activeMember(account.id, "member"),
      ];
      await updateUser(account.caller, { id: revoked.id, status: "revoked" });
      const { code } = await withTotp(secured.caller);
      const off = await guardedAccount();
      const switchedOff = await activeMember(off.id, "member");
      await updateAccount(off.caller, { policy: { dialects: { basic: false } }, version: 1 });
      const answers = [
        send(url, `${randomUUID()}@example.test`),
        send(url, "no address", { password: wrong }),
        send(url, known.email, { password: wrong }),
        send(url, known.email, { password: wrong, code: "123456" }),
        send(url, revoked.email),
        send(url, revoked.email, { password: wrong }),
        send(url, secured.email, { password: wrong, code: code() }),
        send(url, switchedOff.email),
        send(url, switchedOff.email, { password: wrong }),
        app.inject({ url, headers: { authorization: "Basic x" } }),
      ];
      const bytes = new Set(await Promise.all(answers.map(bytesOf)));
      expect(bytes.size, [...bytes].join("\n")).toBe(1);
      expect([...bytes][0]).toMatch(/^\[401,/);
    },
  );

  test.each(urls)(
    "at %s each waits alike after as many failures, the right password too, in the family's shape",
    async (url) => {
      const known = await activeMember(account.id, "member");
      const unknown = `${randomUUID()}@example.test`;
      for (let n = 1; n <= failuresMax; n++) {
        const [first, second] = await Promise.all(
          [known.email, unknown].map((email) => bytesOf(send(url, email, { password: `${wrong} ${n}` }))),
        );
        expect(second, `attempt ${n}`).toBe(first);
        expect(first).toMatch(/^\[401,/);
      }
      for (const email of [known.email, unknown]) {
        const answer = await send(url, email);
        expect(answer.statusCode).toBe(429);
        expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
        const body = answer.json();
        if (url === tokenUrl || url === "/v1/auth")
          expect(body.error).toEqual([{ primaryErrorKey: "TOO_MANY_REQUESTS", otherErrors: null }]);
        else if (url === "/api/User/my")
          expect(body).toEqual([{ name: "SYSTEM", description: expect.stringMatching(/Try again/) }]);
        else expect(body.code).toBe("throttled");
      }
      expect(await db().token.count({ where: { membershipId: known.id } }), "a throttled name got a token").toBe(0);
    },
  );
});

describe("a client that repeats itself", () => {
  test("counts a wrong secret once in 10 s, at whatever path, and is not made to wait", async () => {
    const { email } = await activeMember(account.id, "member");
    for (let n = 0; n < failuresMax * 3; n++) {
      expect(await statusOf(send(urls[n % urls.length] ?? "", email, { password: wrong }))).toBe(401);
    }
    expect(await failuresOf(email)).toBe(1);
    await Promise.all(Array.from({ length: 30 }, () => send("/api/User/my", email, { password: "once more" })));
    expect(await failuresOf(email)).toBe(2);
    expect(await statusOf(send("/api/User/my", email))).toBe(200);
    expect(await failuresOf(email), "a success did not end the count").toBe(0);
  });

  test("gets each of 300 right ones answered on two cold nodes at once, and none counts as a failure", async () => {
    const { email } = await activeMember(account.id, "member");
    const address = ownAddress();
    const crowd = Array.from({ length: 300 }, (_, n) =>
      statusOf(send(urls[1 + (n % 3)] ?? "", email, { address, api: n % 2 ? app : other })),
    );
    expect(new Set(await Promise.all(crowd))).toEqual(new Set([200]));
    expect(await failuresOf(email)).toBe(0);
  });

  test("gives back to its address what it was charged and no more: others' guesses there still count", async () => {
    const { email } = await activeMember(account.id, "member");
    const address = ownAddress();
    const ofAddress = async () => {
      const key = digestSecret(`throttle address ${networkBlock(address, { ipv4: 32, ipv6: 64 })}`).digest;
      return (await db().throttle.findUnique({ where: { key } }))?.failures ?? 0;
    };
    for (let n = 0; n < 5; n++) await send(tokenUrl, `${randomUUID()}@example.test`, { address });
    const before = await ofAddress();
    await Promise.all(Array.from({ length: 20 }, () => send(tokenUrl, email, { address })));
    expect([before, await ofAddress()].map(Number)).toEqual([5, 5]);
  });

  test("is let in at once by a password that was wrong a moment ago and was chosen since (V1)", async () => {
    const { email, caller } = await activeMember(account.id, "member");
    const password = "a lamp at the eastern gate";
    for (const url of urls) expect(await statusOf(send(url, email, { password }))).toBe(401);
    await changePassword(caller, { current_password: testPassword, password });
    for (const url of urls) expect(await statusOf(send(url, email, { password })), url).toBe(200);
  });
});

test("TOTP codes cannot be guessed beside a right password: each counts, at whatever path the password was right (A3)", async () => {
  const member = await activeMember(account.id, "member");
  const { code } = await withTotp(member.caller);
  const bad = wrongCode(code);
  for (let n = 1; n < failuresMax; n++) {
    expect(await statusOf(tokenCall(app, member.email, { code: `${bad} ${n}` })), `attempt ${n}`).toBe(401);
  }
  for (const url of ["/v1/self", "/api/User/my", "/v1/auth"]) expect(await statusOf(send(url, member.email))).toBe(401);
  expect((await tokenCall(app, member.email, { code: code() })).statusCode).toBe(429);
  expect(await db().token.count({ where: { membershipId: member.id } })).toBe(0);
});

test("the same code in 20 requests at once is one token (A3)", async () => {
  const member = await activeMember(account.id, "member");
  const { code } = await withTotp(member.caller);
  const used = code();
  const crowd = await Promise.all(
    Array.from({ length: 20 }, (_, n) => tokenCall(n % 2 ? app : other, member.email, { code: used })),
  );
  expect(crowd.filter(({ statusCode }) => statusCode === 200).length).toBe(1);
  expect(await db().token.count({ where: { membershipId: member.id } })).toBe(1);
});

test("a JWT is in the answer that issues it and in no other, nor in the audit log", async () => {
  const member = await activeMember(account.id, "member");
  const token = await jwtOf(app, member.email);
  const [, , signature = ""] = token.split(".");
  const answers = await Promise.all(
    ["/api/User/my", "/api/v3/customer/my", "/v1/self", "/v1/auth"].map((url) =>
      app.inject({ url, headers: { authorization: `Bearer ${token}` } }),
    ),
  );
  for (const { statusCode, body, headers } of answers) {
    expect(statusCode).toBe(200);
    expect(body + JSON.stringify(headers)).not.toContain(signature);
  }
  const events = await db().auditEvent.findMany({
    where: { action: "basic-token.create" },
    orderBy: { at: "desc" },
    take: 50,
  });
  const own = events.find(({ targetId }) => targetId === member.id);
  expect(own, "it was not recorded").toBeDefined();
  const recorded = JSON.stringify(own, (_key, value) => (typeof value === "bigint" ? String(value) : value));
  for (const secret of [signature, testPassword, basic(member.email).Authorization.slice(6)]) {
    expect(recorded).not.toContain(secret);
  }
});

test("what cannot be told is 503 with Retry-After in the family's shape, and nothing of the cause (V9)", async () => {
  const fail = async () => {
    throw new AppError("unavailable", "the cause", { retryAfterSeconds: 1 });
  };
  const verifier: Verifier = {
    verify: fail,
    recall: () => null,
    obstacles: async () => [],
    retire: fail,
    close: async () => {},
  };
  const api = await buildApi(verifier);
  const v1 = await send("/api/User/my", "ada@acme.test", { api });
  expect([v1.statusCode, v1.headers["retry-after"], v1.json()]).toEqual([
    ...[503, "1"],
    [
      {
        name: "SYSTEM",
        description: `This cannot be answered at the moment. Request id: ${v1.headers["x-request-id"]}`,
      },
    ],
  ]);
  const v3 = await api.inject({ url: "/api/v3/customer/my", headers: { authorization: "Bearer x" } });
  expect([v3.statusCode, v3.headers["retry-after"], v3.json()]).toEqual([
    ...[503, "1"],
    { data: null, error: [{ primaryErrorKey: "SERVICE_UNAVAILABLE", otherErrors: null }], warnings: null },
  ]);
  await api.close();
});
