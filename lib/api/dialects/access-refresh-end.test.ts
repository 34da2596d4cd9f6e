import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessPairOf, refresh } from "@/lib/api/testing/access-token";
import { bearer } from "@/lib/api/testing/headers";
import { updateAccount } from "@/lib/core/account/update-account";
import { changePassword } from "@/lib/core/password/change-password";
import { deleteUser } from "@/lib/core/user/delete-user";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";
import { whileItWaits } from "@/lib/testing/while-it-waits";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();

async function signedIn(of = account) {
  const member = await activeMember(of.id, "member");
  return { ...member, ...(await accessPairOf(app, member.email)) };
}
const liveOf = (membershipId: string) => db().token.count({ where: { membershipId, endedAt: null } });
const statusWith = async (token: string) => (await app.inject({ url: "/v1/self", headers: bearer(token) })).statusCode;
async function expectInvalid(given: ReturnType<typeof refresh>, what?: string) {
  const answer = await given;
  expect([answer.statusCode, answer.json().code], what).toEqual([401, "token_not_valid"]);
}
/** As if the sign-in had been so much earlier, and its tokens still lived for a while. */
const signedInEarlier = (membershipId: string, seconds: number) => db().$executeRaw`
  UPDATE token SET signed_in_at = signed_in_at - make_interval(secs => ${seconds}) WHERE membership_id = ${membershipId}::uuid`;

describe("renewals stop (V7, A4)", () => {
  test("at the longest time a sign-in lasts, however often it is renewed", async () => {
    const { id, refresh_token } = await signedIn();
    await signedInEarlier(id, 86_400 - 60);
    const next = (await refresh(app, refresh_token)).json();
    const rows = await db().token.findMany({ where: { membershipId: id }, orderBy: { createdAt: "desc" }, take: 2 });
    for (const { expiresAt } of rows) {
      const left = (expiresAt.getTime() - Date.now()) / 1000;
      expect(Math.abs(left - 59), "a renewal outlives 24 hours").toBeLessThan(5);
    }
    await signedInEarlier(id, 61);
    await expectInvalid(refresh(app, next.refresh_token), "a sign-in without end");
  });

  test.each<[string, (member: Awaited<ReturnType<typeof signedIn>>) => Promise<unknown>]>([
    ["when its member has lost his access", ({ id }) => updateUser(account.caller, { id, status: "revoked" })],
    ["when its member is deleted", ({ id }) => deleteUser(account.caller, { id })],
    [
      "when its member has changed his password (A6)",
      ({ caller }) =>
        changePassword(caller, { current_password: testPassword, password: "the harbour freezes over in march" }),
    ],
  ])("%s, and the access token with them", async (_when, end) => {
    const member = await signedIn();
    expect(await statusWith(member.access_token)).toBe(200);
    await end(member);
    expect(await statusWith(member.access_token)).toBe(401);
    await expectInvalid(refresh(app, member.refresh_token));
    expect(await liveOf(member.id)).toBe(0);
  });

  test("when the account has the dialect switched off, and go on when it is on again", async () => {
    const own = await guardedAccount();
    const { access_token, refresh_token } = await signedIn(own);
    await updateAccount(own.caller, { policy: { dialects: { jwt: false } }, version: 1 });
    await expectInvalid(refresh(app, refresh_token));
    expect(await statusWith(access_token)).toBe(401);
    await updateAccount(own.caller, { policy: { dialects: { jwt: true, session: false, basic: false } }, version: 2 });
    expect(await statusWith(access_token), "another dialect's switch").toBe(200);
    expect((await refresh(app, refresh_token)).statusCode).toBe(200);
  });

  test("when TOTP was switched on since: there is no place for its code", async () => {
    const { id, caller, refresh_token } = await signedIn();
    await withTotp(caller);
    const answer = await refresh(app, refresh_token);
    const mfa = { non_field_errors: ["MFA is enabled for this user"] };
    expect([answer.statusCode, answer.json()]).toEqual([400, mfa]);
    expect(await db().token.count({ where: { membershipId: id } }), "a token without a code").toBe(2);
  });

  test("when the account asks for TOTP, or for a new password, and say so", async () => {
    const own = await guardedAccount();
    const { userId, refresh_token } = await signedIn(own);
    await updateAccount(own.caller, { policy: { totp_required: true }, version: 1 });
    const unenrolled = await refresh(app, refresh_token);
    const detail = expect.stringContaining("console");
    expect([unenrolled.statusCode, unenrolled.json()]).toEqual([401, { code: "totp_enrolment_required", detail }]);
    await updateAccount(own.caller, { policy: { totp_required: false, password_max_age_days: 1 }, version: 2 });
    await db().$executeRaw`
      UPDATE app_user SET password_changed_at = password_changed_at - interval '2 days' WHERE id = ${userId}::uuid`;
    const old = await refresh(app, refresh_token);
    expect([old.statusCode, old.json()]).toEqual([401, { code: "password_expired", detail }]);
    await updateAccount(own.caller, { policy: { password_max_age_days: null }, version: 3 });
    expect((await refresh(app, refresh_token)).statusCode, "a refusal spent it").toBe(200);
  });
});

/** What an exchange that is under way on another node does. */
const lockAsExchange = async (tx: Pick<ReturnType<typeof db>, "$executeRaw">, id: string) => {
  await tx.$executeRaw`
    SELECT 1 FROM account WHERE id = (SELECT account_id FROM membership WHERE id = ${id}::uuid) FOR KEY SHARE`;
  await tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${id}::uuid FOR UPDATE`;
  await tx.$executeRaw`SELECT 1 FROM token WHERE membership_id = ${id}::uuid AND ended_at IS NULL FOR UPDATE`;
};
const spendAndIssue = async (tx: Pick<ReturnType<typeof db>, "$executeRaw">, id: string) => {
  await tx.$executeRaw`
    INSERT INTO token (account_id, membership_id, kind, digest, pepper_id, sign_in_id, signed_in_at, created_at, expires_at)
      SELECT account_id, membership_id, kind, sha256(digest), pepper_id, sign_in_id, signed_in_at, clock_timestamp(), expires_at
      FROM token WHERE membership_id = ${id}::uuid AND ended_at IS NULL`;
  await tx.$executeRaw`
    UPDATE token SET ended_at = clock_timestamp() WHERE membership_id = ${id}::uuid AND kind = 'refresh'
      AND number = (SELECT min(number) FROM token WHERE membership_id = ${id}::uuid AND kind = 'refresh' AND ended_at IS NULL)`;
};

describe("two at the same moment on two nodes", () => {
  test("the second waits for the first, and ends what the first has issued", async () => {
    const { id, refresh_token } = await signedIn();
    const answer = whileItWaits(
      (tx) => lockAsExchange(tx, id),
      () => refresh(app, refresh_token),
      (tx) => spendAndIssue(tx, id),
    );
    await expectInvalid(answer, "one token, two pairs");
    expect(await db().token.count({ where: { membershipId: id } })).toBe(4);
    expect(await liveOf(id), "the other's pair lives on").toBe(0);
  });

  test.each<[string, (id: string, spent: string) => Promise<unknown>]>([
    ["the use of a spent token", (_id, spent) => refresh(app, spent)],
    ["revoked access", (id) => updateUser(account.caller, { id, status: "revoked" })],
  ])("%s waits for a renewal under way, and ends what that issues", async (_what, end) => {
    const { id, refresh_token } = await signedIn();
    expect((await refresh(app, refresh_token)).statusCode).toBe(200);
    await whileItWaits(
      (tx) => lockAsExchange(tx, id),
      async () => end(id, refresh_token),
      (tx) => spendAndIssue(tx, id),
    );
    expect(await liveOf(id), "a token that outlives what ended it").toBe(0);
  });

  test("a renewal that comes while its member loses his access waits, and is refused", async () => {
    const { id, refresh_token } = await signedIn();
    const answer = whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${id}::uuid FOR UPDATE`,
      () => refresh(app, refresh_token),
      (tx) => tx.$executeRaw`UPDATE membership SET status = 'revoked' WHERE id = ${id}::uuid`,
    );
    await expectInvalid(answer, "with his access a pair would come back");
    expect(await db().token.count({ where: { membershipId: id } })).toBe(2);
  });

  test("a renewal that comes while its sign-in is ended waits, and is refused", async () => {
    const { id, refresh_token } = await signedIn();
    const answer = whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM token WHERE membership_id = ${id}::uuid FOR UPDATE`,
      () => refresh(app, refresh_token),
      (tx) => tx.$executeRaw`UPDATE token SET ended_at = clock_timestamp() WHERE membership_id = ${id}::uuid`,
    );
    await expectInvalid(answer, "a new pair of a sign-in that was ended");
    expect(await liveOf(id)).toBe(0);
  });
});
