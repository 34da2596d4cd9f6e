import { describe, expect, test } from "vitest";
import { updateAccount } from "@/lib/core/account/update-account";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { digestsOf } from "@/lib/core/secrets";
import { readUser } from "@/lib/core/user/read-user";
import { updateUser } from "@/lib/core/user/update-user";
import { db, type Tx } from "@/lib/db";
import { aMember, callerOfSession } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";
import { grantUserPasscode } from "./grant-user-passcode";
import { readOwnPasscode } from "./read-own-passcode";
import { resetUserPasscode } from "./reset-user-passcode";
import { revealOwnPasscode } from "./reveal-own-passcode";
import { revokeUserPasscode } from "./revoke-user-passcode";
import { updateUserPasscode } from "./update-user-passcode";

async function aGrant(tx: Tx, validity_days: number | null = null) {
  const { account, caller: admin } = await anAccount(tx);
  const member = await aMember(tx, account.id);
  const granted = await grantUserPasscode(admin, { id: member.id, validity_days });
  return { account, admin, member, granted, id: member.id };
}
const stateOf = async (tx: Tx, secret: string) => {
  const { endedAt, sealed } = await tx.secret.findFirstOrThrow({ where: { digest: { in: digestsOf(secret) } } });
  return { ended: endedAt !== null, sealed: sealed !== null };
};

describe("granting a user his passcode", () => {
  test("makes one that he alone can show; no answer to the administrator, and no audit event, has it", () =>
    rolledBack(async (tx) => {
      const { account, admin, member, granted, id } = await aGrant(tx, 30);
      const { passcode, status } = await revealOwnPasscode(member.caller, {});
      expect(passcode).toMatch(/^wwup_[0-9A-Za-z]{38}$/);
      expect(status).toBe("expiring_soon");
      expect(granted.passcode).toMatchObject({ status, hint: `ww…${passcode.slice(-4)}` });
      const seen = [
        granted,
        await readUser(admin, { id }),
        await auditOf(tx, account.id),
        await tx.passcode.findMany(),
      ];
      const text = JSON.stringify(seen, (_key, value) => (typeof value === "bigint" ? String(value) : value));
      expect(text, "an administrator sees a user's passcode").not.toContain(passcode);
      expect(await stateOf(tx, passcode)).toEqual({ ended: false, sealed: true });
    }));

  test("holds none of the account's 100 places and is in no list of account passcodes", () =>
    rolledBack(async (tx) => {
      const { account, admin } = await aGrant(tx);
      expect((await listPasscodes(admin, {})).data).toEqual([]);
      expect((await tx.account.findUniqueOrThrow({ where: { id: account.id } })).livePasscodes).toBe(0);
    }));

  test("is refused twice, to somebody whose access is revoked, and in another account; nothing is made", () =>
    rolledBack(async (tx) => {
      const { account, admin, id } = await aGrant(tx);
      const [other, revoked] = [await anAccount(tx), await aMember(tx, account.id)];
      await updateUser(admin, { id: revoked.id, status: "revoked" });
      const before = await tx.secret.count();
      const codeOf = async (caller: typeof admin, userId: string) =>
        (await refusalOf(grantUserPasscode(caller, { id: userId, validity_days: 1 }))).code;
      expect(await codeOf(admin, id)).toBe("already_granted");
      expect(await codeOf(admin, revoked.id)).toBe("user_not_active");
      expect(await codeOf(other.caller, id)).toBe("not_found");
      expect(await tx.secret.count()).toBe(before);
    }));

  test.each([0, 366, -1, 1.5, "30", "", undefined, Number.NaN])("for %j days is refused", (validity_days) =>
    rolledBack(async (tx) => {
      const { account, caller } = await anAccount(tx);
      const { id } = await aMember(tx, account.id);
      const refusal = await refusalOf(grantUserPasscode(caller, { id, validity_days } as never));
      expect(refusal).toMatchObject({ code: "invalid_request", issues: [{ path: "validity_days" }] });
      expect(await tx.passcode.count({ where: { accountId: account.id } })).toBe(0);
    }),
  );

  test("keeps within the account's maximum lifetime", () =>
    rolledBack(async (tx) => {
      const { admin, id } = await aGrant(tx, 10);
      await updateAccount(admin, { version: 1, policy: { max_lifetime_days: 30 } });
      for (const validity_days of [31, null]) {
        const refusal = await refusalOf(updateUserPasscode(admin, { id, validity_days }));
        expect(refusal).toMatchObject({ code: "invalid_request", issues: [{ path: "validity_days" }] });
      }
      expect((await updateUserPasscode(admin, { id, validity_days: 30 })).passcode?.version).toBe(2);
    }));
});

describe("resetting a user's passcode", () => {
  test("gives him a fresh one, ends the old one at once and forgets it; its end stays", () =>
    rolledBack(async (tx) => {
      const { admin, member, granted, id } = await aGrant(tx, 30);
      const { passcode: old } = await revealOwnPasscode(member.caller, {});
      const after = await resetUserPasscode(admin, { id });
      const { passcode: fresh } = await revealOwnPasscode(member.caller, {});
      expect(fresh).not.toBe(old);
      expect(await stateOf(tx, old), "the old passcode lives on, or can still be read").toEqual({
        ended: true,
        sealed: false,
      });
      expect(after.passcode).toMatchObject({
        expires_at: granted.passcode?.expires_at,
        version: 2,
        id: granted.passcode?.id,
      });
    }));

  test("of one that is not there, is revoked or has expired is refused", () =>
    rolledBack(async (tx) => {
      const { admin, account, id } = await aGrant(tx, 1);
      const bare = await aMember(tx, account.id);
      expect((await refusalOf(resetUserPasscode(admin, { id: bare.id }))).code).toBe("not_found");
      await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE membership_id = ${id}::uuid`;
      expect((await refusalOf(resetUserPasscode(admin, { id }))).code).toBe("passcode_expired");
      expect((await updateUserPasscode(admin, { id, validity_days: null })).passcode?.status, "not revived").toBe(
        "active",
      );
      await revokeUserPasscode(admin, { id });
      for (const change of [resetUserPasscode, revokeUserPasscode]) {
        expect((await refusalOf(change(admin, { id }))).code).toBe("not_found");
      }
      expect((await refusalOf(updateUserPasscode(admin, { id, validity_days: 5 }))).code).toBe("not_found");
    }));

  test("100 times at once leaves one live secret, the last", async () => {
    const { caller: admin } = await guardedAccount();
    const accountId = "accountId" in admin.actor ? admin.actor.accountId : "";
    const member = await db().$transaction((tx) => aMember(tx, accountId), { maxWait: 10_000 });
    await grantUserPasscode(admin, { id: member.id, validity_days: null });
    const owner = await callerOfSession(
      undefined,
      "sessionId" in member.caller.actor ? member.caller.actor.sessionId : "",
    );
    // In transactions of their own, as other nodes have them: they do not wait in this process's queue.
    const elsewhere = () =>
      db().$transaction((tx) => resetUserPasscode({ ...admin, db: tx }, { id: member.id }), {
        maxWait: 20_000,
        timeout: 20_000,
      });
    const here = () => resetUserPasscode(admin, { id: member.id });
    const inARow = async (reset: () => Promise<unknown>) => {
      for (let n = 0; n < 20; n++) await reset();
    };
    await Promise.all([here, here, elsewhere, elsewhere, elsewhere].map(inARow));
    const live = await db().secret.findMany({ where: { passcode: { membershipId: member.id }, endedAt: null } });
    const { passcode } = await revealOwnPasscode(owner, {});
    expect(live.map(({ digest }) => Buffer.from(digest).toString("hex"))).toEqual([
      Buffer.from(digestsOf(passcode)[0] ?? []).toString("hex"),
    ]);
    expect(await db().secret.count({ where: { passcode: { membershipId: member.id } } })).toBe(101);
  });
});

describe("revoking a user's passcode", () => {
  test("ends it at once; it is seen as revoked until a new one is granted", () =>
    rolledBack(async (tx) => {
      const { admin, member, id } = await aGrant(tx);
      const { passcode } = await revealOwnPasscode(member.caller, {});
      await revokeUserPasscode(admin, { id });
      expect(await stateOf(tx, passcode)).toEqual({ ended: true, sealed: false });
      expect((await readUser(admin, { id })).passcode?.status).toBe("revoked");
      expect((await refusalOf(revealOwnPasscode(member.caller, {}))).code).toBe("not_found");
      const again = await grantUserPasscode(admin, { id, validity_days: null });
      expect(again.passcode).toMatchObject({ status: "active", version: 1 });
    }));

  test("a second live one for a member is refused by the database itself", () =>
    rolledBack(async (tx) => {
      const { account, id } = await aGrant(tx);
      const another = {
        accountId: account.id,
        membershipId: id,
        holdsPlace: false,
        createdAt: new Date(0),
        createdBy: "x",
      };
      await expect(tx.passcode.create({ data: another })).rejects.toThrow(/Unique constraint/);
    }));
});

describe("showing one's own passcode", () => {
  test("needs a sign-in of the last 5 minutes, is recorded, and so is the refusal", () =>
    rolledBack(async (tx) => {
      const { account, member } = await aGrant(tx);
      const { actor } = member.caller;
      const stale = { ...actor, signedInAt: new Date(0) } as typeof actor;
      expect((await refusalOf(revealOwnPasscode({ ...member.caller, actor: stale }, {}))).code).toBe(
        "fresh_sign_in_required",
      );
      await revealOwnPasscode(member.caller, {});
      const reveals = (await auditOf(tx, account.id)).filter(({ action }) => action === "own-passcode.reveal");
      expect(reveals.map(({ result }) => result)).toEqual(["refused", "ok"]);
    }));

  test("shows nobody else's, and before that no more than a hint", () =>
    rolledBack(async (tx) => {
      const { admin, member, account } = await aGrant(tx);
      const others = [admin, (await aMember(tx, account.id, "manager")).caller, (await aMember(tx, account.id)).caller];
      for (const caller of others) expect((await refusalOf(revealOwnPasscode(caller, {}))).code).toBe("not_found");
      const { passcode } = await revealOwnPasscode(member.caller, {});
      expect(JSON.stringify(await readOwnPasscode(member.caller, {}))).not.toContain(passcode);
    }));

  test("is made to wait after 20 times in a row", () =>
    rolledBack(async (tx) => {
      const { member } = await aGrant(tx);
      for (let n = 1; n <= 20; n++) await revealOwnPasscode(member.caller, {});
      expect((await refusalOf(revealOwnPasscode(member.caller, {}))).code).toBe("throttled");
    }));

  test("says so, and records it, where the row was tampered with", () =>
    rolledBack(async (tx) => {
      const { account, member, admin } = await aGrant(tx);
      const other = await aMember(tx, account.id);
      await grantUserPasscode(admin, { id: other.id, validity_days: null });
      const [mine, theirs] = await Promise.all(
        [member.id, other.id].map((membershipId) =>
          tx.secret.findFirstOrThrow({ where: { passcode: { membershipId } } }),
        ),
      );
      await tx.secret.update({ where: { id: mine?.id }, data: { sealed: theirs?.sealed } });
      expect((await refusalOf(revealOwnPasscode(member.caller, {}))).code).toBe("vault_unreadable");
      expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({
        result: "refused",
        detail: { code: "vault_unreadable" },
      });
    }));
});
