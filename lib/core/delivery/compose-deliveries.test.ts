import { expect, test } from "vitest";
import type { Tx } from "@/lib/db";
import { ownDatabase } from "@/scripts/testing/own-database";

// One node composes at a time: beside other tests it would find the outbox taken.
await ownDatabase();
const { inviteUsers } = await import("@/lib/core/invitation/invite-users");
const { sweepNotices } = await import("@/lib/core/notice/sweep-notices");
const { createPasscode } = await import("@/lib/core/passcode/create-passcode");
const { deletePasscode } = await import("@/lib/core/passcode/delete-passcode");
const { updatePasscode } = await import("@/lib/core/passcode/update-passcode");
const { anAccount, rolledBack, system } = await import("@/lib/testing/rolled-back");
const { claimDelivery } = await import("./claim-delivery");
const { composeDeliveries } = await import("./compose-deliveries");

/** An account with passcodes that end within a day, all told and put into mails. */
async function composed(tx: Tx, count: number) {
  const account = await anAccount(tx);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    ids.push((await createPasscode(account.caller, { name: `Acme ${n}`, expires_in_days: 300 })).id);
  }
  await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() + interval '20 hours'`;
  await tx.$executeRaw`UPDATE passcode SET expires_set_at = expires_at - interval '40 days'`;
  await sweepNotices(system(tx), {});
  return { ...account, ids };
}

const mails = async (tx: Tx) =>
  (await tx.delivery.findMany({ include: { notices: true } })).map(({ recipient, notices }) => ({
    recipient,
    told: notices.map(({ kind }) => kind),
  }));

test("what falls due together for one person is one mail; an invitation is one of its own", () =>
  rolledBack(async (tx) => {
    const { caller, email } = await composed(tx, 3);
    const invitations = ["bo", "cy"].map((name) => ({ email: `${name}@example.test`, role: "viewer" as const }));
    await inviteUsers(caller, { invitations: [...invitations, { email: "di@example.test", role: "member" }] });
    expect(await composeDeliveries(system(tx), {})).toEqual({ queued: 4 });
    const all = await mails(tx);
    expect(all.find(({ recipient }) => recipient === email)?.told).toEqual(["expiry", "expiry", "expiry"]);
    expect(all.filter(({ told }) => told.join() === "invitation")).toHaveLength(3);
    expect(await composeDeliveries(system(tx), {}), "it is told again").toEqual({ queued: 0 });
  }));

test("a person's own affairs are a mail each, though they come together", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    const invite = (role: "viewer" | "member", email: string) =>
      inviteUsers(caller, { invitations: [{ email, role }] });
    await invite("viewer", "bo@example.test");
    const second = await anAccount(tx);
    await inviteUsers(second.caller, { invitations: [{ email: "bo@example.test", role: "member" }] });
    await tx.notice.updateMany({ data: { accountId: null } });
    expect(await composeDeliveries(system(tx), {})).toEqual({ queued: 2 });
  }));

test("what is no longer true when it is sent is left out of the mail; a mail with nothing left is not sent", () =>
  rolledBack(async (tx) => {
    const { caller, ids } = await composed(tx, 2);
    await composeDeliveries(system(tx), {});
    const [first = "", second = ""] = ids;
    await updatePasscode(caller, { id: first, expires_in_days: 90, version: 1 });
    const { claimed } = await claimDelivery(system(tx), {});
    expect(claimed?.told).toMatchObject([{ kind: "expiry", facts: { passcode_id: second } }]);
    await tx.delivery.updateMany({ data: { leaseUntil: null, leaseId: null } });
    await deletePasscode(caller, { id: second });
    expect(await claimDelivery(system(tx), {})).toEqual({ claimed: null, cancelled: true });
    expect(await tx.delivery.findMany()).toMatchObject([{ state: "cancelled" }]);
  }));
