import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { basic, jwtOf } from "@/lib/api/testing/basic";
import { bearer } from "@/lib/api/testing/headers";
import { ownAddress, sessionTokenOf } from "@/lib/api/testing/session-token";
import { startVerifier } from "@/lib/api/verifier/start-verifier";
import { createAccount } from "@/lib/core/account/create-account";
import { updateAccount } from "@/lib/core/account/update-account";
import { readClock } from "@/lib/core/clock";
import { acceptInvitation } from "@/lib/core/invitation/accept-invitation";
import { inviteUsers } from "@/lib/core/invitation/invite-users";
import { makeMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { changePassword } from "@/lib/core/password/change-password";
import { makePasswordLink } from "@/lib/core/password/forget-password";
import { resetPassword } from "@/lib/core/password/reset-password";
import { createSession } from "@/lib/core/session/create-session";
import { removeTotp } from "@/lib/core/totp/remove-totp";
import { resetTotp } from "@/lib/core/totp/reset-totp";
import { changeUsers } from "@/lib/core/user/change-users";
import { confirmEmail } from "@/lib/core/user/confirm-email";
import { createUser } from "@/lib/core/user/create-user";
import { deleteUser } from "@/lib/core/user/delete-user";
import { updateProfile } from "@/lib/core/user/update-profile";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { anonymous, operator, testPassword } from "@/lib/testing/rolled-back";

const verifiers = [startVerifier(), startVerifier()];
const nodes = await Promise.all(verifiers.map((verifier) => buildApi(verifier)));
afterAll(() => Promise.all(nodes.map((node) => node.close())));

const request = { id: "", address: null, agent: null };
const password = "a lamp at the eastern gate";

/** What each node says of Basic: 200 and the account, or the status. */
const seenOf = (email: string, given?: string) =>
  Promise.all(
    nodes.map(async (node) => {
      const headers = basic(email, given);
      const answer = await node.inject({ url: "/v1/auth", headers, remoteAddress: ownAddress() });
      expect(answer.headers["x-auth-credential-kind"]).toBe(answer.statusCode === 200 ? "basic" : undefined);
      return answer.statusCode === 200 ? answer.headers["x-auth-account-id"] : answer.statusCode;
    }),
  );
const isRemembered = (email: string) => {
  const token = basic(email).Authorization.slice("Basic ".length);
  return verifiers.map((verifier) => verifier.recall({ token, kinds: ["basic"], accountId: null, request }) !== null);
};
/** Both nodes have him in memory. */
async function remembered(email: string, accountId: string) {
  await expect.poll(() => seenOf(email).then(() => isRemembered(email))).toEqual([true, true]);
  expect(await seenOf(email)).toEqual([accountId, accountId]);
}

type Account = Awaited<ReturnType<typeof guardedAccount>>;
type Member = Awaited<ReturnType<typeof activeMember>>;
const policy = (account: Account, changed: Parameters<typeof updateAccount>[1]["policy"]) =>
  updateAccount(account.caller, { policy: changed, version: 1 });

const ends: [string, (account: Account, member: Member) => Promise<unknown>][] = [
  ["password.change", (_, { caller }) => changePassword(caller, { current_password: testPassword, password })],
  [
    "password.reset",
    async (_, { email }) => {
      const { link } = await makePasswordLink(operator(), { email });
      await resetPassword(anonymous(), { link: link.split("#")[1] ?? "", password });
    },
  ],
  ["totp.confirm", (_, { caller }) => withTotp(caller)],
  ["user.update", ({ caller }, { id }) => updateUser(caller, { id, status: "revoked" })],
  ["user.change-many", ({ caller }, { id }) => changeUsers(caller, { ids: [id], change: { do: "revoke" } })],
  ["user.delete", ({ caller }, { id }) => deleteUser(caller, { id })],
  ["account.update of the dialect", (account) => policy(account, { dialects: { basic: false } })],
  ["account.update of totp_required", (account) => policy(account, { totp_required: true })],
  [
    "account.update of the password's age",
    async (account, { userId }) => {
      await db().$executeRaw`
        UPDATE app_user SET password_changed_at = now() - interval '2 days' WHERE id = ${userId}::uuid`;
      await policy(account, { password_max_age_days: 1 });
    },
  ],
  [
    "email.confirm",
    async (_, { userId }) => {
      const given = { purpose: "email_change", userId, newEmail: `${randomUUID()}@example.test` } as const;
      const { token } = await db().$transaction(async (tx) => makeMailedLink(tx, await readClock(tx), given));
      await confirmEmail(anonymous(), { link: token });
    },
  ],
  [
    "profile.update of the e-mail",
    (_, { caller }) => updateProfile(caller, { name: "Ada", email: `${randomUUID()}@example.test` }),
  ],
];

describe("a remembered Basic credential is refused on every node as soon as it was answered (V1):", () => {
  test.each(ends)("%s", async (_command, end) => {
    const account = await guardedAccount();
    const member = await activeMember(account.id, "member");
    await remembered(member.email, account.id);
    await end(account, member);
    expect(await seenOf(member.email)).toEqual([401, 401]);
    expect(isRemembered(member.email)).toEqual([false, false]);
  });
});

test.each([
  ["totp.remove", (_: Account, { caller }: Member, code: string) => removeTotp(caller, { code })],
  ["totp.reset", ({ caller }: Account, { id }: Member) => resetTotp(caller, { id })],
] as const)("%s lets Basic in again at once", async (_command, end) => {
  const account = await guardedAccount();
  const member = await activeMember(account.id, "member");
  const { code } = await withTotp(member.caller);
  expect(await seenOf(member.email)).toEqual([401, 401]);
  await end(account, member, code());
  await remembered(member.email, account.id);
});

test("it says the account's new name and the person's", async () => {
  const account = await guardedAccount();
  const { email, caller } = await activeMember(account.id, "member");
  await remembered(email, account.id);
  await updateAccount(account.caller, { name: "Renamed Trading", version: 1 });
  await updateProfile(caller, { name: "Renamed Person", email });
  for (const node of nodes) {
    const {
      credential,
      account: seen,
      expires_at,
    } = (await node.inject({ url: "/v1/self", headers: basic(email) })).json();
    expect([credential.kind, credential.name, seen.name, expires_at]).toEqual([
      "basic",
      "Renamed Person",
      "Renamed Trading",
      null,
    ]);
  }
});

describe("who is in several accounts is in the one that he used last, at once (WIRE.md section 0):", () => {
  type Join = (member: Member) => Promise<{ id: string }>;
  const joins: [string, Join][] = [
    [
      "user.create",
      async ({ email }) => {
        const { id } = await guardedAccount();
        await createUser(operator(), { account: id, email, role: "viewer", password: testPassword });
        return { id };
      },
    ],
    [
      "account.create",
      async ({ email }) => {
        const made = await createAccount(operator(), { name: "Another", email, password: testPassword });
        return { id: made.account_id };
      },
    ],
    [
      "invitation.accept",
      async ({ email }) => {
        const other = await guardedAccount();
        const invitations = [{ email, role: "member" as const }];
        const { data } = await inviteUsers(other.caller, { invitations });
        await acceptInvitation(anonymous(), { link: data[0]?.link.split("#")[1] ?? "", password: testPassword });
        return other;
      },
    ],
  ];
  test.each(joins)("joined by %s", async (_command, join) => {
    const account = await guardedAccount();
    const member = await activeMember(account.id, "member");
    await remembered(member.email, account.id);
    const { id } = await join(member);
    expect(isRemembered(member.email)).toEqual([false, false]);
    const orgIdOf = async (publicId: string) => (await db().account.findUniqueOrThrow({ where: { publicId } })).orgId;
    for (const used of [id, account.id, id]) {
      await sessionTokenOf(nodes[0] as (typeof nodes)[0], { email: member.email, selectedOrg: await orgIdOf(used) });
      expect(await seenOf(member.email)).toEqual([used, used]);
    }
    expect(isRemembered(member.email), "what every sign-in may change was remembered").toEqual([false, false]);
  });

  test.each([
    ["user.update", (caller: Account["caller"], id: string) => updateUser(caller, { id, status: "active" })],
    [
      "user.change-many",
      (caller: Account["caller"], id: string) => changeUsers(caller, { ids: [id], change: { do: "restore" } }),
    ],
  ])("restored by %s", async (_command, restore) => {
    const [account, other] = [await guardedAccount(), await guardedAccount()];
    const member = await activeMember(account.id, "member");
    const { email } = member;
    const joined = await createUser(operator(), { account: other.id, email, role: "viewer", password: testPassword });
    const { id } = await db().membership.findUniqueOrThrow({ where: { orgUserId: joined.org_user_id } });
    await updateUser(other.caller, { id, status: "revoked" });
    await remembered(email, account.id);
    await restore(other.caller, id);
    expect(isRemembered(email)).toEqual([false, false]);
  });
});

test("a wrong one is remembered nowhere, nor is it mistaken for the right one's bearer", async () => {
  const account = await guardedAccount();
  const { email } = await activeMember(account.id, "member");
  await remembered(email, account.id);
  const text = basic(email).Authorization.slice("Basic ".length);
  for (const node of nodes) {
    for (const headers of [bearer(text), { "x-api-key": text }, { "x-auth-token": text }]) {
      expect((await node.inject({ url: "/v1/auth", headers })).statusCode).toBe(401);
    }
  }
  const [verifier] = verifiers;
  expect(verifier?.recall({ token: text, kinds: ["st", "jwt"], accountId: null })).toBeNull();
  expect(await seenOf(email, "wrong")).toEqual([401, 401]);
  const wrong = basic(email, "wrong").Authorization.slice("Basic ".length);
  expect(verifier?.recall({ token: wrong, kinds: ["basic"], accountId: null, request })).toBeNull();
});

test("whatever ends a person's sign-ins ends his JWTs, at once", async () => {
  const account = await guardedAccount();
  const member = await activeMember(account.id, "member");
  const held = await jwtOf(nodes[0] as (typeof nodes)[0], member.email);
  const statuses = () =>
    Promise.all(
      nodes.map(async (node) => (await node.inject({ url: "/api/User/my", headers: bearer(held) })).statusCode),
    );
  expect(await statuses()).toEqual([200, 200]);
  await changePassword(member.caller, { current_password: testPassword, password });
  expect(await statuses()).toEqual([401, 401]);
});

test("a sign-in to the console leaves what is remembered in place", async () => {
  const account = await guardedAccount();
  const { email } = await activeMember(account.id, "member");
  await remembered(email, account.id);
  await createSession(anonymous(), { email, password: testPassword });
  expect(isRemembered(email)).toEqual([true, true]);
});
