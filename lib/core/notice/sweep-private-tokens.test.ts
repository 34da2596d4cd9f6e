import { describe, expect, test } from "vitest";
import type { Tx } from "@/lib/db";
import { ownDatabase } from "@/scripts/testing/own-database";

// One sweep at a time in a database: beside other tests it would find it taken.
await ownDatabase();
const { updateAccount } = await import("@/lib/core/account/update-account");
const { dayMs, readClock } = await import("@/lib/core/clock");
const { createPrivateToken } = await import("@/lib/core/private-token/create-private-token");
const { revokePrivateToken } = await import("@/lib/core/private-token/revoke-private-token");
const { rotatePrivateToken } = await import("@/lib/core/private-token/rotate-private-token");
const { createAccessToken } = await import("@/lib/core/access-token/create-access-token");
const { updateUser } = await import("@/lib/core/user/update-user");
const { aMember } = await import("@/lib/testing/a-member");
const { anAccount, anonymous, rolledBack, system, testPassword } = await import("@/lib/testing/rolled-back");
const { sweepNotices } = await import("./sweep-notices");

/** An account, a member of it, and a private token of his. */
async function aToken(tx: Tx, days: number) {
  const account = await anAccount(tx);
  const member = await aMember(tx, account.account.id);
  const expires_at = new Date((await readClock(tx)).getTime() + days * dayMs).toISOString();
  const { number } = await createPrivateToken(member.caller, { name: "Export", expires_at });
  const row = await tx.token.findUniqueOrThrow({ where: { number } });
  return { administrator: account, member, number, id: row.id };
}

/** As if its end had been set long ago, and the sweep's next look were now. */
const setLongAgo = (tx: Tx, id: string) => tx.$executeRaw`
  UPDATE token SET expires_set_at = clock_timestamp() - interval '400 days',
    remind_at = clock_timestamp() - interval '1 second' WHERE id = ${id}::uuid`;
const lookNow = (tx: Tx, id: string) =>
  tx.$executeRaw`UPDATE token SET remind_at = clock_timestamp() WHERE id = ${id}::uuid`;
const sweep = (tx: Tx) => sweepNotices(system(tx), {});
const toldOf = (tx: Tx, subjectId: string) =>
  tx.notice.findMany({
    where: { subjectId, kind: "private_token_expiry" },
    orderBy: [{ day: "asc" }, { recipient: "asc" }],
  });

test("a new private token is told to its holder and to the administrators, without the token", () =>
  rolledBack(async (tx) => {
    const { administrator, member, number, id } = await aToken(tx, 100);
    const { token } = await rotatePrivateToken(member.caller, { number });
    const told = await tx.notice.findMany({ where: { kind: "private_token_made" } });
    expect(told).toHaveLength(4);
    expect(new Set(told.map(({ subjectId }) => subjectId)).size, "a rotation tells nobody").toBe(2);
    const [holders] = told.filter(({ recipient, subjectId }) => recipient === member.email && subjectId === id);
    expect(holders?.facts).toMatchObject({ owner: "token", name: "Export", by: "Bo Ward", relation: "holder" });
    expect(told.map(({ recipient }) => recipient)).toContain(administrator.email);
    expect(JSON.stringify(told)).not.toContain(token.slice(5, 37));
    await updateUser(administrator.caller, { id: member.id, status: "revoked" });
    await sweep(tx);
    const left = await tx.notice.findMany({ where: { kind: "private_token_made", cancelledAt: null } });
    expect(
      left.map(({ recipient }) => recipient),
      "who is no member any more is told",
    ).toEqual(Array(2).fill(administrator.email));
  }));

describe("a private token's end", () => {
  test("is told to its holder and to the administrators, each once, however often the sweep runs", () =>
    rolledBack(async (tx) => {
      const { administrator, member, id } = await aToken(tx, 6.9);
      await aMember(tx, administrator.account.id, "manager");
      await setLongAgo(tx, id);
      expect(await sweep(tx)).toMatchObject({ swept: 1, written: 2 });
      await lookNow(tx, id);
      expect(await sweep(tx)).toMatchObject({ swept: 1, written: 0 });
      const told = await toldOf(tx, id);
      expect(told.map(({ recipient }) => recipient)).toEqual([administrator.email, member.email].sort());
      const holders = told.find(({ recipient }) => recipient === member.email);
      const row = await tx.token.findUniqueOrThrow({ where: { id } });
      expect(holders).toMatchObject({ kind: "private_token_expiry", subjectName: "Export", membershipId: member.id });
      expect(holders?.facts).toMatchObject({
        ...{ owner: "token", name: "Export", email: member.email, passcode_id: id, relation: "holder", hint: row.hint },
        ...{ ends_at: row.expiresAt.toISOString() },
      });
      expect(row.remindAt?.getTime(), "the next day is forgotten").toBeGreaterThan(holders?.createdAt.getTime() ?? 0);
    }));

  test("is not warned of by days that had passed when it was made, and nobody is told of other tokens", () =>
    rolledBack(async (tx) => {
      const { member, id } = await aToken(tx, 5);
      await createAccessToken(anonymous(tx), { email: member.email, password: testPassword });
      expect(await sweep(tx), "an access token is looked at").toMatchObject({ swept: 1, written: 0 });
      expect(await toldOf(tx, id)).toEqual([]);
      expect(await sweep(tx)).toMatchObject({ swept: 0 });
    }));

  test("that a rotation brings forward is told when it comes", () =>
    rolledBack(async (tx) => {
      const { member, number, id } = await aToken(tx, 200);
      await sweep(tx);
      await rotatePrivateToken(member.caller, { number, overlap_seconds: 3600 });
      const { remindAt, expiresSetAt } = await tx.token.findUniqueOrThrow({ where: { id } });
      expect(remindAt, "the sweep does not look at the new end").toEqual(expiresSetAt);
      await setLongAgo(tx, id);
      await sweep(tx);
      expect((await toldOf(tx, id)).map(({ day }) => day)).toEqual([1, 1]);
    }));

  test.each<[string, (given: Awaited<ReturnType<typeof aToken>>) => Promise<unknown>]>([
    ["revoked", ({ member, number }) => revokePrivateToken(member.caller, { number })],
    [
      "of a member who lost his access",
      ({ administrator, member }) => updateUser(administrator.caller, { id: member.id, status: "revoked" }),
    ],
  ])("is not told any more of one that is %s, and what waited is cancelled", (_what, end) =>
    rolledBack(async (tx) => {
      const given = await aToken(tx, 6.9);
      await setLongAgo(tx, given.id);
      await sweep(tx);
      await end(given);
      await lookNow(tx, given.id);
      expect(await sweep(tx)).toMatchObject({ swept: 0, written: 0 });
      const told = await toldOf(tx, given.id);
      expect(told).toHaveLength(2);
      for (const { cancelledAt } of told) expect(cancelledAt).not.toBeNull();
    }),
  );

  test("is looked at anew when the account's days change", () =>
    rolledBack(async (tx) => {
      const { administrator, member, id } = await aToken(tx, 20.5);
      await setLongAgo(tx, id);
      expect(await sweep(tx)).toMatchObject({ written: 2 });
      await updateAccount(administrator.caller, {
        policy: { reminder_days: [21], reminder_recipients: { administrators: false } },
        version: 1,
      });
      expect(await sweep(tx)).toMatchObject({ swept: 1, written: 1 });
      const [first] = await toldOf(tx, id);
      expect([first?.day, first?.recipient]).toEqual([21, member.email]);
    }));
});
