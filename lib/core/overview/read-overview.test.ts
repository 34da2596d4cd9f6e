import { describe, expect, test } from "vitest";
import { readClock } from "@/lib/core/clock";
import type { Caller } from "@/lib/core/context";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import { recordUsage } from "@/lib/core/usage/record-usage";
import { grantUserPasscode } from "@/lib/core/user-passcode/grant-user-passcode";
import { revokeUserPasscode } from "@/lib/core/user-passcode/revoke-user-passcode";
import type { Tx } from "@/lib/db";
import { aMember } from "@/lib/testing/a-member";
import { refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";
import { overviewView } from "./overview-view";
import { readOverview } from "./read-overview";

const read = async (caller: Caller) => overviewView.parse(await readOverview(caller, {}));
const named = (data: { kind: string; name: string }[]) => data.map(({ kind, name }) => `${kind} ${name}`);

const make = async (caller: Caller, name: string, days: number | null) =>
  (await createPasscode(caller, { name, expires_in_days: days })).id;

/** A user by that name with a passcode. @returns the ids of his membership and of his passcode */
async function grant(
  tx: Tx,
  { account, caller }: Awaited<ReturnType<typeof anAccount>>,
  name: string,
  days: number | null,
) {
  const { id, user, email } = await aMember(tx, account.id);
  await tx.user.update({ where: { id: user.id }, data: { name } });
  const { passcode } = await grantUserPasscode(caller, { id, validity_days: days });
  return { id, email, passcodeId: passcode?.id ?? "" };
}

/** It ended an hour ago, and was refused so often since, or so long ago. */
async function expire(tx: Tx, id: string, refusals = 0, age = "0 days") {
  await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '1 hour' WHERE id = ${id}::uuid`;
  const { id: secretId } = await tx.secret.findFirstOrThrow({ where: { passcodeId: id } });
  const count = { secretId, network: "", agent: age, accepted: 0, expired: refusals, suspended: 1, revoked: 1 };
  await recordUsage([count], tx);
  await tx.$executeRaw`UPDATE usage SET at = at - ${age}::interval WHERE secret_id = ${secretId}::uuid AND agent = ${age}`;
}

const endAt = (tx: Tx, id: string, at: Date) => tx.passcode.update({ where: { id }, data: { expiresAt: at } });

describe("what expires soon", () => {
  test("is named soonest first, of both kinds, eight in all, and counted whole", () =>
    rolledBack(async (tx) => {
      const home = await anAccount(tx);
      for (let day = 1; day <= 6; day++) await make(home.caller, `Partner ${day}`, day * 2);
      for (let day = 1; day <= 4; day++) await grant(tx, home, `User ${day}`, day * 2 + 1);
      await make(home.caller, "Later", 31);
      await make(home.caller, "Forever", null);
      const { id } = await createPasscode(home.caller, { name: "Asleep", expires_in_days: 1 });
      await updatePasscode(home.caller, { id, suspended: true, version: 1 });
      const { expiring } = await read(home.caller);
      expect(named(expiring.data)).toEqual([
        ...["account Partner 1", "user User 1", "account Partner 2", "user User 2"],
        ...["account Partner 3", "user User 3", "account Partner 4", "user User 4"],
      ]);
      expect([expiring.account_count, expiring.user_count]).toEqual([6, 4]);
    }));

  test("leads to its page, or to its user by e-mail, and says when it was used last", () =>
    rolledBack(async (tx) => {
      const home = await anAccount(tx);
      const id = await make(home.caller, "Acme", 3);
      const { email, passcodeId } = await grant(tx, home, "Bo", 4);
      const used = new Date("2026-01-02T03:04:05Z");
      await tx.passcode.update({ where: { id }, data: { lastUsedAt: used } });
      const { data } = (await read(home.caller)).expiring;
      expect(data[0]).toMatchObject({ id, email: null, last_used_at: used.toISOString() });
      expect(data[1]).toMatchObject({ id: passcodeId, email, last_used_at: null });
    }));
});

describe("what is expired and still called", () => {
  test("is named by how often it was refused in the last 7 days, five of them", () =>
    rolledBack(async (tx) => {
      const home = await anAccount(tx);
      for (let n = 1; n <= 6; n++) await expire(tx, await make(home.caller, `Partner ${n}`, 9), n);
      const { passcodeId } = await grant(tx, home, "Bo", 9);
      await expire(tx, passcodeId, 40);
      await expire(tx, passcodeId, 2, "6 days");
      await expire(tx, passcodeId, 500, "8 days");
      const { data, count } = (await read(home.caller)).expired_still_called;
      const told = data.map(({ name, refusals }) => [name, refusals]);
      expect(told).toEqual([["Bo", 42], ...[6, 5, 4, 3].map((n) => [`Partner ${n}`, n])]);
      expect(count).toBe(7);
      expect(Date.parse(data[0]?.last_call_at ?? "")).toBeGreaterThan((await readClock(tx)).getTime() - 10 * 60_000);
    }));

  test("is not what was extended, deleted, refused for another reason, or called long ago", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const [extended, deleted] = [await make(caller, "Extended", 9), await make(caller, "Deleted", 9)];
      await expire(tx, extended, 3);
      await updatePasscode(caller, { id: extended, expires_in_days: 90, version: 1 });
      await expire(tx, deleted, 3);
      await deletePasscode(caller, { id: deleted });
      await expire(tx, await make(caller, "Otherwise", 9), 0);
      await expire(tx, await make(caller, "Long ago", 9), 3, "8 days");
      expect((await read(caller)).expired_still_called).toEqual({ data: [], count: 0 });
    }));
});

test("failed mails are counted, and no others", () =>
  rolledBack(async (tx) => {
    const { caller, account } = await anAccount(tx);
    const now = await readClock(tx);
    const mail = { accountId: account.id, recipient: "a@example.test", nextAttemptAt: now, createdAt: now };
    for (const state of ["failed", "failed", "sent", "queued", "retrying", "cancelled"] as const) {
      await tx.delivery.create({ data: { ...mail, state } });
    }
    expect((await read(caller)).failed_mails).toBe(2);
  }));

test.each(["Etc/GMT+12", "UTC", "Pacific/Kiritimati"])("ends are counted by the months of %s", (timeZone) =>
  rolledBack(async (tx) => {
    const home = await anAccount(tx);
    await tx.account.update({ where: { id: home.account.id }, data: { timeZone } });
    const now = await readClock(tx);
    const monthOf = (at: Date) => {
      const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit" }).formatToParts(at);
      return ["year", "month"].map((of) => parts.find(({ type }) => type === of)?.value).join("-");
    };
    const first = (months: number, hour: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1, hour));
    const ends = [first(2, 6), first(3, -6), first(5, 0)];
    for (const [n, end] of ends.entries()) await endAt(tx, await make(home.caller, `Partner ${n}`, 9), end);
    const { passcodeId } = await grant(tx, home, "Bo", 9);
    await endAt(tx, passcodeId, first(5, 1));
    await make(home.caller, "Forever", null);
    await endAt(tx, await make(home.caller, "Beyond", 9), first(14, 0));
    const months = (await read(home.caller)).expiries_by_month;
    expect(months).toHaveLength(12);
    expect(months[0]?.month).toBe(monthOf(now));
    const endsIn = (month: string, all: Date[]) => all.filter((end) => monthOf(end) === month).length;
    for (const { month, account_count, user_count } of months) {
      expect([account_count, user_count], month).toEqual([endsIn(month, ends), endsIn(month, [first(5, 1)])]);
    }
  }),
);

test("what is deleted or revoked ends no more, and does not make an account one with passcodes", () =>
  rolledBack(async (tx) => {
    const home = await anAccount(tx);
    const id = await make(home.caller, "Acme", 1);
    const { id: userId } = await grant(tx, home, "Bo", 1);
    const sum = async () => {
      const { expiries_by_month: months, has_passcodes, expiring } = await read(home.caller);
      const total = months.reduce((all, { account_count, user_count }) => all + account_count + user_count, 0);
      return [total, has_passcodes, expiring.data.length];
    };
    expect(await sum()).toEqual([2, true, 2]);
    await deletePasscode(home.caller, { id });
    await revokeUserPasscode(home.caller, { id: userId });
    expect(await sum()).toEqual([0, false, 0]);
  }));

test("the places that are taken are those of unexpired account passcodes", () =>
  rolledBack(async (tx) => {
    const home = await anAccount(tx);
    await make(home.caller, "Acme", 1);
    await make(home.caller, "Forever", null);
    await expire(tx, await make(home.caller, "Gone", 1));
    await grant(tx, home, "Bo", 1);
    expect(await read(home.caller)).toMatchObject({ passcode_count: 2, passcode_limit: 100, has_passcodes: true });
  }));

test("nothing of another account is counted", () =>
  rolledBack(async (tx) => {
    const [mine, other] = [await anAccount(tx), await anAccount(tx)];
    await make(other.caller, "Theirs", 1);
    await grant(tx, other, "Their user", 1);
    await expire(tx, await make(other.caller, "Theirs, expired", 1), 5);
    const now = await readClock(tx);
    const mail = { recipient: "a@example.test", nextAttemptAt: now, createdAt: now, state: "failed" as const };
    await tx.delivery.create({ data: { ...mail, accountId: other.account.id } });
    const { expiring, expired_still_called, failed_mails, expiries_by_month, ...more } = await read(mine.caller);
    expect(expiring).toEqual({ data: [], account_count: 0, user_count: 0 });
    expect(expired_still_called).toEqual({ data: [], count: 0 });
    expect(expiries_by_month.every(({ account_count, user_count }) => account_count + user_count === 0)).toBe(true);
    expect({ failed_mails, ...more }).toMatchObject({ failed_mails: 0, passcode_count: 0, has_passcodes: false });
    expect((await read(other.caller)).failed_mails, "the other account's own overview shows nothing").toBe(1);
  }));

test("who reads the account reads it; a member does not", () =>
  rolledBack(async (tx) => {
    const { account } = await anAccount(tx);
    for (const role of ["admin", "manager", "viewer"] as const)
      await read((await aMember(tx, account.id, role)).caller);
    const { caller } = await aMember(tx, account.id, "member");
    expect((await refusalOf(readOverview(caller, {}))).code).toBe("forbidden");
  }));
