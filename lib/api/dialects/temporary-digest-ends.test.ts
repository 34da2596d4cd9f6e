import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { digestAccount, digestLogin, rightDigest, type Who } from "@/lib/api/testing/digest-login";
import { login, sessionTokenOf } from "@/lib/api/testing/session-token";
import { authToken, call, invalid, seenOf } from "@/lib/api/testing/temporary-token";
import { acceptInvitation } from "@/lib/core/invitation/accept-invitation";
import { inviteUsers } from "@/lib/core/invitation/invite-users";
import { changePassword } from "@/lib/core/password/change-password";
import { makePasswordLink } from "@/lib/core/password/forget-password";
import { resetPassword } from "@/lib/core/password/reset-password";
import { createUser } from "@/lib/core/user/create-user";
import { updateProfile } from "@/lib/core/user/update-profile";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { anonymous, operator, testPassword } from "@/lib/testing/rolled-back";
import { whileItWaits } from "@/lib/testing/while-it-waits";

const app = await buildApi();
afterAll(() => app.close());

const account = await digestAccount();
const right = (who: Who) => rightDigest(who, account);
const rowsOf = (userId: string) => db().digestLogin.findMany({ where: { userId } });
const tokensOf = (membershipId: string) => db().token.count({ where: { membershipId, kind: "temporary" } });

describe("a digest ends with what it is made of:", () => {
  const another = "another lantern on the wall";

  test("another password, changed or reset by a link; the new one's works at once, and the tokens end", async () => {
    const member = await activeMember(account.id, "member");
    const { auth_token } = (await digestLogin(app, right(member))).json();
    await changePassword(member.caller, { current_password: testPassword, password: another });
    expect(seenOf(await digestLogin(app, right(member)))).toEqual(invalid);
    expect((await call(app, "GET", "/v1/token_auth", { headers: authToken(auth_token) })).statusCode).toBe(401);
    expect((await digestLogin(app, right({ ...member, password: another }))).statusCode).toBe(201);
    const { link } = await makePasswordLink(operator(), { email: member.email });
    await resetPassword(anonymous(), { link: link.split("#")[1] ?? "", password: `${another}s` });
    expect(seenOf(await digestLogin(app, right({ ...member, password: another })))).toEqual(invalid);
    expect((await digestLogin(app, right({ ...member, password: `${another}s` }))).statusCode).toBe(201);
  });

  test("another e-mail: neither the old digest works, nor the new one before the next login", async () => {
    const member = await activeMember(account.id, "member");
    const email = `${randomUUID()}@example.test`;
    await updateProfile(member.caller, { name: "Bo", email });
    expect(await rowsOf(member.userId)).toEqual([]);
    for (const who of [member, { email }]) expect(seenOf(await digestLogin(app, right(who)))).toEqual(invalid);
    await sessionTokenOf(app, { email });
    expect(seenOf(await digestLogin(app, right(member)))).toEqual(invalid);
    expect((await digestLogin(app, right({ email }))).statusCode).toBe(201);
  });

  test("TOTP, and his access", async () => {
    const member = await activeMember(account.id, "member");
    expect((await digestLogin(app, right(member))).statusCode).toBe(201);
    await withTotp(member.caller);
    expect(seenOf(await digestLogin(app, right(member)))).toEqual(invalid);
    const other = await activeMember(account.id, "member");
    const { auth_token } = (await digestLogin(app, right(other))).json();
    expect((await call(app, "GET", "/v1/token_auth", { headers: authToken(auth_token) })).statusCode).toBe(200);
    await updateUser(account.caller, { id: other.id, status: "revoked" });
    expect(seenOf(await digestLogin(app, right(other)))).toEqual(invalid);
    expect(seenOf(await call(app, "GET", "/v1/token_auth", { headers: authToken(auth_token) }))).toEqual(invalid);
  });

  test("a change that comes in while it is under way leaves no token, and a login's keeps no old digest", async () => {
    const lockUser = (userId: string) => (tx: Parameters<Parameters<typeof whileItWaits>[0]>[0]) =>
      tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    const member = await activeMember(account.id, "member");
    const { id, userId, email } = member;
    const late = await whileItWaits(
      lockUser(userId),
      () => digestLogin(app, right(member)),
      (tx) => tx.digestLogin.deleteMany({ where: { userId } }),
    );
    expect(seenOf(late)).toEqual(invalid);
    expect(await tokensOf(id)).toBe(0);
    const renamed = await whileItWaits(
      lockUser(userId),
      () => login(app, { email }),
      (tx) => tx.user.update({ where: { id: userId }, data: { email: `${randomUUID()}@example.test` } }),
    );
    expect(renamed.statusCode).toBe(401);
    expect(await rowsOf(userId), "the digest of an e-mail that he has no more").toEqual([]);
  });
});

describe("a digest begins with the password:", () => {
  const chosen = "a bell in the harbour fog";

  test("who joins by an invitation can sign in with it at once", async () => {
    const email = `${randomUUID()}@example.test`;
    const { data } = await inviteUsers(account.caller, { invitations: [{ email, role: "member" }] });
    const link = data[0]?.link.split("#")[1] ?? "";
    await acceptInvitation(anonymous(), { link, name: "Guest", password: chosen });
    expect((await digestLogin(app, right({ email, password: chosen }))).statusCode).toBe(201);
  });

  test("a known e-mail keeps its own: the one that the operator gave opens nothing", async () => {
    const { email } = await activeMember((await guardedAccount()).id, "member");
    await createUser(operator(), { account: account.id, email, role: "member", password: chosen });
    expect(seenOf(await digestLogin(app, right({ email, password: chosen })))).toEqual(invalid);
    await sessionTokenOf(app, { email });
    expect((await digestLogin(app, right({ email }))).statusCode).toBe(201);
  });
});
