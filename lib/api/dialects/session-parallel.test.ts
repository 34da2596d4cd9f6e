import { afterAll, describe, expect, test, vi } from "vitest";
import { buildApi } from "@/lib/api/app";
import { login } from "@/lib/api/testing/session-token";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { whileItWaits } from "@/lib/testing/while-it-waits";

// Attempts that run in parallel count as failed until they are right: the throttle would hide what is tested here.
vi.hoisted(() => {
  process.env.LOGIN_FAILURES_MAX = "1000";
  process.env.LOGIN_FAILURES_PER_ADDRESS_MAX = "100000";
});

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const tokensOf = (membershipId: string) => db().token.count({ where: { membershipId } });

test("the same TOTP code fifty times in parallel is one sign-in (A3)", async () => {
  const member = await activeMember(account.id, "member");
  const { code } = await withTotp(member.caller);
  const mfaTokenCode = code();
  const attempts = Array.from({ length: 50 }, () => login(app, { email: member.email, mfaTokenCode }));
  const statuses = (await Promise.all(attempts)).map(({ statusCode }) => statusCode);
  expect(statuses.sort()).toEqual([200, ...Array(49).fill(401)]);
  expect(await tokensOf(member.id), "who looked over his shoulder is signed in too").toBe(1);
  expect((await login(app, { email: member.email, mfaTokenCode })).statusCode).toBe(401);
});

test("fifty right sign-ins in parallel are fifty tokens", async () => {
  const member = await activeMember(account.id, "member");
  const answers = await Promise.all(Array.from({ length: 50 }, () => login(app, { email: member.email })));
  const tokens = answers.map((answer) => answer.json().token);
  expect(new Set(tokens).size).toBe(50);
  expect(tokens).not.toContain(undefined);
});

describe("a change that comes in while a sign-in is under way leaves it no token:", () => {
  test("a changed password", async () => {
    const { id, email, userId } = await activeMember(account.id, "member");
    const answer = await whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`,
      () => login(app, { email }),
      (tx) => tx.$executeRaw`UPDATE app_user SET password_changed_at = clock_timestamp() WHERE id = ${userId}::uuid`,
    );
    expect(answer.statusCode, "who knows the old password is still signed in").toBe(401);
    expect(await tokensOf(id)).toBe(0);
  });

  test("revoked access", async () => {
    const { id, email } = await activeMember(account.id, "member");
    const answer = await whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${id}::uuid FOR UPDATE`,
      () => login(app, { email }),
      (tx) => tx.$executeRaw`UPDATE membership SET status = 'revoked' WHERE id = ${id}::uuid`,
    );
    expect(answer.statusCode, "with his access a token would come back").toBe(401);
    expect(await tokensOf(id)).toBe(0);
  });
});
