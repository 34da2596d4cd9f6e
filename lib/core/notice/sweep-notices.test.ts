import { describe, expect, test } from "vitest";
import type { Tx } from "@/lib/db";
import { ownDatabase } from "@/scripts/testing/own-database";

// One sweep at a time in a database: beside other tests it would find it taken.
await ownDatabase();
const { updateAccount } = await import("@/lib/core/account/update-account");
const { readClock } = await import("@/lib/core/clock");
const { createPasscode } = await import("@/lib/core/passcode/create-passcode");
const { deletePasscode } = await import("@/lib/core/passcode/delete-passcode");
const { rotatePasscode } = await import("@/lib/core/passcode/rotate-passcode");
const { updatePasscode } = await import("@/lib/core/passcode/update-passcode");
const { aMember } = await import("@/lib/testing/a-member");
const { anAccount, rolledBack, system } = await import("@/lib/testing/rolled-back");
const { sendWarnings, sweepNotices } = await import("./sweep-notices");

const hour = 3_600_000;
const day = 24 * hour;

/** Moves a passcode's end to a span from now, as if it had been set long ago, and the sweep's next look to now. */
async function endsIn(tx: Tx, id: string, ms: number, setMsAgo = 400 * day): Promise<void> {
  await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() + ${ms} * interval '1 millisecond' WHERE id = ${id}::uuid`;
  await tx.$executeRaw`
    UPDATE passcode SET expires_set_at = clock_timestamp() - ${setMsAgo} * interval '1 millisecond',
      remind_at = clock_timestamp() - interval '1 second' WHERE id = ${id}::uuid`;
}

async function aPasscode(tx: Tx, contact?: string) {
  const account = await anAccount(tx);
  const input = { name: "Acme", expires_in_days: 300, contact_email: contact ?? null };
  const passcode = await createPasscode(account.caller, input);
  return { ...account, passcode };
}

const told = async (tx: Tx, subjectId: string) =>
  (await tx.notice.findMany({ where: { subjectId }, orderBy: [{ day: "asc" }, { recipient: "asc" }] })).map(
    ({ kind, day, recipient, cancelledAt }) => ({ kind, day, recipient, cancelled: cancelledAt !== null }),
  );

describe("the sweep", () => {
  test("tells the administrators and the contact, each once, however often it runs", () =>
    rolledBack(async (tx) => {
      const { passcode, account, email } = await aPasscode(tx, "partner@example.test");
      const other = await aMember(tx, account.id, "admin");
      await aMember(tx, account.id, "member");
      const former = await aMember(tx, account.id, "admin");
      await tx.membership.update({ where: { id: former.id }, data: { status: "revoked" } });
      await endsIn(tx, passcode.id, 7 * day - hour);
      await sweepNotices(system(tx), {});
      await tx.$executeRaw`UPDATE passcode SET remind_at = clock_timestamp() WHERE id = ${passcode.id}::uuid`;
      await sweepNotices(system(tx), {});
      const recipients = (await told(tx, passcode.id)).map(({ recipient }) => recipient);
      expect(recipients, "somebody is not warned, or is warned twice").toEqual(
        [email, other.email, "partner@example.test"].sort(),
      );
    }));

  test("an administrator who is the contact too gets one mail", () =>
    rolledBack(async (tx) => {
      const { passcode, email, caller } = await aPasscode(tx);
      await updatePasscode(caller, { id: passcode.id, contact_email: email, version: 1 });
      await endsIn(tx, passcode.id, 2 * hour);
      await sweepNotices(system(tx), {});
      expect(await tx.notice.findMany({ where: { subjectId: passcode.id } })).toMatchObject([
        { recipient: email, facts: { relation: "administrator", name: "Acme" } },
      ]);
    }));

  test("after a week of standstill the nearest day alone is told", () =>
    rolledBack(async (tx) => {
      const { passcode, email } = await aPasscode(tx);
      await endsIn(tx, passcode.id, 12 * hour);
      await sweepNotices(system(tx), {});
      expect(await told(tx, passcode.id), "five mails at once").toEqual([
        { kind: "expiry", day: 1, recipient: email, cancelled: false },
      ]);
    }));

  test("a passcode made with five days of life is not warned of by 30, 14 or 7", () =>
    rolledBack(async (tx) => {
      const { passcode } = await aPasscode(tx);
      await endsIn(tx, passcode.id, 5 * day, 0);
      await sweepNotices(system(tx), {});
      expect(await told(tx, passcode.id)).toEqual([]);
      const { remindAt, expiresAt } = await tx.passcode.findUniqueOrThrow({ where: { id: passcode.id } });
      const at = new Date(expiresAt?.getTime() ?? 0);
      const third = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - 3, 9);
      expect(remindAt?.getTime(), "three days before, at nine").toBe(third);
    }));

  test("reminders fall at nine in the account's zone, within a day of the end to the moment", () =>
    rolledBack(async (tx) => {
      const { passcode, caller } = await aPasscode(tx);
      await updateAccount(caller, { time_zone: "America/New_York", version: 1 });
      const set = (expires: string) =>
        tx.$executeRaw`UPDATE passcode SET expires_at = ${expires}::timestamptz WHERE id = ${passcode.id}::uuid`;
      const next = async () => {
        await sweepNotices(system(tx), {});
        const { remindAt } = await tx.passcode.findUniqueOrThrow({ where: { id: passcode.id } });
        return remindAt?.toISOString();
      };
      await set("2045-03-15T02:30:00Z");
      expect(await next(), "30 days before 14 March, winter time").toBe("2045-02-12T14:00:00.000Z");
      await updateAccount(caller, { policy: { reminder_days: [2] }, version: 2 });
      expect(await next(), "12 March is summer time there").toBe("2045-03-12T13:00:00.000Z");
      await updateAccount(caller, { policy: { reminder_days: [1] }, version: 3 });
      expect(await next()).toBe("2045-03-14T02:30:00.000Z");
      await updateAccount(caller, { policy: { reminder_days: [] }, version: 4 });
      expect(await next()).toBeUndefined();
    }));

  test("extending and deleting cancel what is not sent; an extension is told again", () =>
    rolledBack(async (tx) => {
      const { passcode, caller } = await aPasscode(tx);
      await endsIn(tx, passcode.id, 6 * day);
      await sweepNotices(system(tx), {});
      await updatePasscode(caller, { id: passcode.id, expires_in_days: 3, version: 1 });
      await endsIn(tx, passcode.id, 6 * day + 1);
      await sweepNotices(system(tx), {});
      await sweepNotices(system(tx), {});
      expect((await told(tx, passcode.id)).map(({ cancelled }) => cancelled).sort()).toEqual([false, true]);
      await deletePasscode(caller, { id: passcode.id });
      await sweepNotices(system(tx), {});
      expect(
        (await told(tx, passcode.id)).every(({ cancelled }) => cancelled),
        "a warning of what is gone",
      ).toBe(true);
    }));

  test("a rotation cancels what spoke of the secret it replaced, and nothing else", () =>
    rolledBack(async (tx) => {
      const { passcode, caller } = await aPasscode(tx);
      await endsIn(tx, passcode.id, 20 * day);
      await sweepNotices(system(tx), {});
      await rotatePasscode(caller, { id: passcode.id, overlap_seconds: 2_000_000 });
      const old = await tx.secret.findFirstOrThrow({ where: { passcodeId: passcode.id, retiresAt: { not: null } } });
      await tx.$executeRaw`
        UPDATE secret SET retires_set_at = clock_timestamp() - interval '40 days', remind_at = clock_timestamp() WHERE id = ${old.id}::uuid`;
      await sweepNotices(system(tx), {});
      expect(await told(tx, old.id)).toMatchObject([{ kind: "retirement", day: 30, cancelled: false }]);
      await tx.secret.update({ where: { id: old.id }, data: { endedAt: await readClock(tx) } });
      await rotatePasscode(caller, { id: passcode.id, overlap_seconds: 0 });
      await sweepNotices(system(tx), {});
      expect(await told(tx, old.id)).toMatchObject([{ cancelled: true }]);
      expect(await told(tx, passcode.id), "the passcode's own end is as near as before").toMatchObject([
        { kind: "expiry", day: 30, cancelled: false },
      ]);
    }));

  test("the policy says who is told", () =>
    rolledBack(async (tx) => {
      const { passcode, account, caller } = await aPasscode(tx, "partner@example.test");
      const manager = await aMember(tx, account.id, "manager");
      const recipients = { administrators: false, managers: true, holder: false, also: ["team@example.test"] };
      await updateAccount(caller, { policy: { reminder_recipients: recipients }, version: 1 });
      await endsIn(tx, passcode.id, 2 * hour);
      expect(await sendWarnings(caller, {})).toEqual({ written: 2 });
      expect((await told(tx, passcode.id)).map(({ recipient }) => recipient)).toEqual(
        [manager.email, "team@example.test"].sort(),
      );
    }));
});
