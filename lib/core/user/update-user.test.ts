import { describe, expect, test } from "vitest";
import { readClock } from "@/lib/core/clock";
import { inviteUsers } from "@/lib/core/invitation/invite-users";
import { type Role, roles } from "@/lib/core/permissions";
import { answerChallenge } from "@/lib/core/session/answer-challenge";
import { raiseChallenge } from "@/lib/core/session/challenge";
import { readSession } from "@/lib/core/session/read-session";
import { grantUserPasscode } from "@/lib/core/user-passcode/grant-user-passcode";
import { db, type Tx } from "@/lib/db";
import { aMember } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, rolledBack } from "@/lib/testing/rolled-back";
import { changeUsers } from "./change-users";
import { deleteUser } from "./delete-user";
import { readUser } from "./read-user";
import { updateUser } from "./update-user";

const sessionIdOf = ({ caller }: { caller: { actor: object } }) =>
  "sessionId" in caller.actor ? String(caller.actor.sessionId) : "";
const liveSecrets = (tx: Tx, membershipId: string) =>
  tx.secret.count({ where: { passcode: { membershipId }, endedAt: null } });

describe("revoking a user's access", () => {
  test.each(["revoked", "deleted"])("ends his passcode, sign-ins and half-way sign-ins in the same moment: %s", (how) =>
    rolledBack(async (tx) => {
      const { account, caller } = await anAccount(tx);
      const member = await aMember(tx, account.id);
      await grantUserPasscode(caller, { id: member.id, validity_days: null });
      const challenge = await raiseChallenge(tx, await readClock(tx), member.id);
      if (how === "revoked") await updateUser(caller, { id: member.id, status: "revoked" });
      else await deleteUser(caller, { id: member.id });
      expect(await readSession(sessionIdOf(member), tx), "a revoked member is still signed in").toBeNull();
      expect(await liveSecrets(tx, member.id), "a revoked member's passcode lives on").toBe(0);
      expect((await refusalOf(answerChallenge(anonymous(tx), { challenge, code: "123456" }))).code).toBe(
        "challenge_over",
      );
    }),
  );

  test("can be undone, but not for what ended with it", () =>
    rolledBack(async (tx) => {
      const { account, caller } = await anAccount(tx);
      const member = await aMember(tx, account.id);
      await grantUserPasscode(caller, { id: member.id, validity_days: null });
      await updateUser(caller, { id: member.id, status: "revoked" });
      const after = await updateUser(caller, { id: member.id, status: "active" });
      expect(after).toMatchObject({ status: "active", passcode: { status: "revoked" } });
      expect(await readSession(sessionIdOf(member), tx)).toBeNull();
    }));

  test("of somebody who never joined ends his link; restored he is invited, not active", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { data } = await inviteUsers(caller, { invitations: [{ email: "new@example.test", role: "member" }] });
      const id = data[0]?.id ?? "";
      expect((await refusalOf(updateUser(caller, { id, status: "active" }))).code).toBe("user_not_active");
      await updateUser(caller, { id, status: "revoked" });
      expect(await tx.invitation.count({ where: { membershipId: id, endedAt: null } })).toBe(0);
      expect((await updateUser(caller, { id, status: "active" })).status).toBe("invited");
    }));

  test("and a role too, left out both, are a mistake and no event", () =>
    rolledBack(async (tx) => {
      const { account, caller, membership } = await anAccount(tx);
      expect((await refusalOf(updateUser(caller, { id: membership.id }))).code).toBe("invalid_request");
      expect(await auditOf(tx, account.id)).toEqual([]);
    }));

  test("of another account's user is no more than not found", () =>
    rolledBack(async (tx) => {
      const [mine, other] = [await anAccount(tx), await anAccount(tx)];
      const { id } = await aMember(tx, other.account.id);
      const attempts = [
        () => updateUser(mine.caller, { id, status: "revoked" }),
        () => updateUser(mine.caller, { id, role: "viewer" }),
        () => deleteUser(mine.caller, { id }),
        () => readUser(mine.caller, { id }),
        () => changeUsers(mine.caller, { ids: [id], change: { do: "delete" } }),
      ];
      for (const attempt of attempts) expect((await refusalOf(attempt())).code).toBe("not_found");
      expect((await tx.membership.findUniqueOrThrow({ where: { id } })).status).toBe("active");
    }));
});

describe("a role", () => {
  test("changes what its holder may do on his next request", () =>
    rolledBack(async (tx) => {
      const { account, caller } = await anAccount(tx);
      const member = await aMember(tx, account.id);
      await updateUser(caller, { id: member.id, role: "manager" });
      expect((await readSession(sessionIdOf(member), tx))?.actor.role).toBe("manager");
      expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({
        action: "user.update",
        detail: { role: { from: "member", to: "manager" } },
      });
    }));

  test("of an administrator is given, changed and ended by administrators alone, and the attempt is recorded", () =>
    rolledBack(async (tx) => {
      const { account } = await anAccount(tx);
      const manager = (await aMember(tx, account.id, "manager")).caller;
      const [admin, member] = [await aMember(tx, account.id, "admin"), await aMember(tx, account.id)];
      const attempts = [
        () => updateUser(manager, { id: member.id, role: "admin" }),
        () => updateUser(manager, { id: admin.id, role: "member" }),
        () => updateUser(manager, { id: admin.id, status: "revoked" }),
        () => deleteUser(manager, { id: admin.id }),
        () => changeUsers(manager, { ids: [admin.id], change: { do: "revoke" } }),
        () => changeUsers(manager, { ids: [admin.id], change: { do: "grant", validity_days: null } }),
        () => grantUserPasscode(manager, { id: admin.id, validity_days: null }),
        () => inviteUsers(manager, { invitations: [{ email: "x@example.test", role: "admin" }] }),
      ];
      for (const attempt of attempts) expect((await refusalOf(attempt())).code).toBe("forbidden");
      const refused = (await auditOf(tx, account.id)).filter(({ result }) => result === "refused");
      expect(refused, "an attempt to rise in rank is not recorded").toHaveLength(attempts.length);
      expect(await tx.membership.count({ where: { accountId: account.id, role: "admin", status: "active" } })).toBe(2);
    }));

  test.each(["member", "viewer"] as const)("of a %s changes no user", (role) =>
    rolledBack(async (tx) => {
      const { account } = await anAccount(tx);
      const { caller } = await aMember(tx, account.id, role);
      const { id } = await aMember(tx, account.id);
      for (const attempt of [() => updateUser(caller, { id, role: "admin" }), () => deleteUser(caller, { id })]) {
        expect((await refusalOf(attempt())).code).toBe("forbidden");
      }
    }),
  );
});

describe("the last administrator", () => {
  const deeds = (id: string) => ({
    demote: (caller: Parameters<typeof updateUser>[0]) => updateUser(caller, { id, role: "member" }),
    revoke: (caller: Parameters<typeof updateUser>[0]) => updateUser(caller, { id, status: "revoked" }),
    remove: (caller: Parameters<typeof updateUser>[0]) => deleteUser(caller, { id }),
    "remove among others": (caller: Parameters<typeof updateUser>[0]) =>
      changeUsers(caller, { ids: [id], change: { do: "delete" } }),
  });

  test.each(Object.keys(deeds("")) as (keyof ReturnType<typeof deeds>)[])("cannot go: %s", (deed) =>
    rolledBack(async (tx) => {
      const { account, caller, membership } = await anAccount(tx);
      await aMember(tx, account.id, "manager");
      const gone = await aMember(tx, account.id, "admin");
      await updateUser(caller, { id: gone.id, status: "revoked" });
      expect((await refusalOf(deeds(membership.id)[deed](caller))).code).toBe("last_admin");
      const row = await tx.membership.findUniqueOrThrow({ where: { id: membership.id } });
      expect(row, "an account without an administrator").toMatchObject({
        role: "admin",
        status: "active",
        deletedAt: null,
      });
    }),
  );

  test("stays when all of them are removed at once, one by one and together", async () => {
    const { account, caller } = await db().$transaction((tx) => anAccount(tx), { maxWait: 10_000 });
    const members = [];
    for (let n = 0; n < 5; n++) {
      members.push(await db().$transaction((tx) => aMember(tx, account.id, "admin"), { maxWait: 10_000 }));
    }
    const own = "membershipId" in caller.actor ? caller.actor.membershipId : "";
    // Transactions of their own, as other nodes have: in one process commands of one account wait for each other.
    const asAnotherNode = (id: string) =>
      db().$transaction((tx) => deleteUser({ ...caller, db: tx }, { id }), { maxWait: 20_000, timeout: 20_000 });
    const ends = await Promise.allSettled([own, ...members.map(({ id }) => id)].map(asAnotherNode));
    expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(1);
    const left = { accountId: account.id, role: "admin", status: "active", deletedAt: null } as const;
    expect(await db().membership.count({ where: left })).toBe(1);
  });

  test("a change of many that would take the last one changes nobody", () =>
    rolledBack(async (tx) => {
      const { account, caller, membership } = await anAccount(tx);
      const ids = [membership.id];
      for (const role of roles as readonly Role[]) ids.push((await aMember(tx, account.id, role)).id);
      expect((await refusalOf(changeUsers(caller, { ids, change: { do: "revoke" } }))).code).toBe("last_admin");
      expect(await tx.membership.count({ where: { accountId: account.id, status: "active" } })).toBe(5);
    }));
});

describe("a change of many users", () => {
  test("grants to all of them or to none", () =>
    rolledBack(async (tx) => {
      const { account, caller } = await anAccount(tx);
      const ids = [(await aMember(tx, account.id)).id, (await aMember(tx, account.id)).id];
      const grant = { do: "grant", validity_days: 90 } as const;
      expect(await changeUsers(caller, { ids, change: grant })).toEqual({ changed: 2 });
      const third = await aMember(tx, account.id);
      const all = await refusalOf(changeUsers(caller, { ids: [third.id, ...ids], change: grant }));
      expect(all.code).toBe("already_granted");
      expect(await liveSecrets(tx, third.id)).toBe(0);
    }));
});
