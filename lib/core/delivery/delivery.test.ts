import { describe, expect, test } from "vitest";
import { readClock } from "@/lib/core/clock";
import type { Caller } from "@/lib/core/context";
import { makeId } from "@/lib/core/secrets";
import type { Tx } from "@/lib/db";
import type { DeliveryState } from "@/lib/generated/prisma/client";
import { aMember } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack, system } from "@/lib/testing/rolled-back";
import { listDeliveries } from "./list-deliveries";
import { readDelivery } from "./read-delivery";
import { retryDelivery } from "./retry-delivery";
import { settleDelivery } from "./settle-delivery";

type About = {
  accountId?: string;
  membershipId?: string;
  subjectId?: string;
  state?: DeliveryState;
  leaseSeconds?: number;
};

/** A mail that tells one thing. */
async function aMail(tx: Tx, recipient: string, { accountId, membershipId, subjectId, state, leaseSeconds }: About) {
  const now = await readClock(tx);
  const lease = leaseSeconds && { leaseId: makeId(), leaseUntil: new Date(now.getTime() + leaseSeconds * 1000) };
  const kind = accountId ? ("expiry" as const) : ("new_device" as const);
  return tx.delivery.create({
    data: {
      ...{ accountId, recipient, state, createdAt: now, nextAttemptAt: now, attempts: 3, ...lease },
      notices: {
        create: {
          ...{ accountId, kind, subjectId: subjectId ?? makeId(), subjectName: "Acme", occurrence: makeId() },
          ...{ recipient, membershipId, facts: {}, createdAt: now },
        },
      },
    },
    include: { notices: true },
  });
}

const seen = async (caller: Caller) => (await listDeliveries(caller, {})).data.map(({ id }) => id).sort();

describe("who sees a mail", () => {
  test("a member what he was told, a reader all of the account; nobody another account's, nor a person's own affairs", () =>
    rolledBack(async (tx) => {
      const { account, caller, membership, email } = await anAccount(tx);
      const member = await aMember(tx, account.id, "member");
      const viewer = await aMember(tx, account.id, "viewer");
      const foreign = await anAccount(tx);
      const toAdmin = await aMail(tx, email, { accountId: account.id, membershipId: membership.id });
      const toMember = await aMail(tx, member.email, { accountId: account.id, membershipId: member.id });
      const ownAffair = await aMail(tx, member.email, { subjectId: member.user.id });
      const elsewhere = await aMail(tx, foreign.email, { accountId: foreign.account.id });
      expect(await seen(member.caller)).toEqual([toMember.id, ownAffair.id].sort());
      expect(await seen(viewer.caller)).toEqual([toAdmin.id, toMember.id].sort());
      expect(await seen(caller)).toEqual([toAdmin.id, toMember.id].sort());
      for (const { id } of [ownAffair, elsewhere]) {
        expect((await refusalOf(readDelivery(caller, { id }))).code, "somebody else's mail is read").toBe("not_found");
      }
      expect(await readDelivery(member.caller, { id: ownAffair.id })).toMatchObject({
        mail: null,
        kinds: ["new_device"],
      });
    }));
});

describe("sending again", () => {
  test("is for what failed: at once, its attempts anew, and recorded", () =>
    rolledBack(async (tx) => {
      const { account, caller, email } = await anAccount(tx);
      const { id } = await aMail(tx, email, { accountId: account.id, state: "failed" });
      await retryDelivery(caller, { id });
      expect(await tx.delivery.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "retrying", attempts: 0 });
      expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({ action: "delivery.retry", targetId: id });
    }));

  test.each([
    ["sent", { state: "sent" }],
    ["cancelled", { state: "cancelled" }],
    ["queued", { state: "queued" }],
    ["being sent", { state: "retrying", leaseSeconds: 30 }],
  ] as const)("what is %s is left alone", (_, about) =>
    rolledBack(async (tx) => {
      const { account, caller, email } = await anAccount(tx);
      const { id, state } = await aMail(tx, email, { accountId: account.id, ...about });
      expect((await refusalOf(retryDelivery(caller, { id }))).code).toBe("not_retryable");
      expect((await tx.delivery.findUniqueOrThrow({ where: { id } })).state).toBe(state);
    }),
  );

  test("another account's is not there", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const foreign = await anAccount(tx);
      const { id } = await aMail(tx, foreign.email, { accountId: foreign.account.id, state: "failed" });
      expect((await refusalOf(retryDelivery(caller, { id }))).code).toBe("not_found");
    }));
});

describe("an attempt that failed", () => {
  const failed = { state: "failed", error: "451 later", permanent: false } as const;

  test("is tried again, later each time; after the twentieth the mail is given up", () =>
    rolledBack(async (tx) => {
      const { account, email } = await anAccount(tx);
      const pauses: number[] = [];
      for (const attempts of [1, 2, 5, 19, 20]) {
        const { id, leaseId } = await aMail(tx, email, { accountId: account.id, leaseSeconds: 30 });
        await tx.delivery.update({ where: { id }, data: { attempts } });
        const asked = { id, lease_id: leaseId ?? "", notice_ids: [], mail: null, outcome: failed };
        await settleDelivery(system(tx), asked);
        const row = await tx.delivery.findUniqueOrThrow({ where: { id } });
        pauses.push(Math.round((row.nextAttemptAt.getTime() - (await readClock(tx)).getTime()) / 1000));
        expect(row).toMatchObject({
          state: attempts === 20 ? "failed" : "retrying",
          error: "451 later",
          leaseId: null,
        });
        expect(await settleDelivery(system(tx), asked), "whose lease is over writes nothing").toEqual({
          settled: false,
        });
      }
      const [first = 0, second = 0, fifth = 0, last = 0] = pauses;
      expect(first).toBeGreaterThan(10);
      expect(first).toBeLessThanOrEqual(30);
      expect(second).toBeGreaterThan(25);
      expect(fifth).toBeGreaterThan(230);
      expect(last).toBeLessThanOrEqual(7200);
    }));

  test("once it is sent, the token of its link is forgotten", () =>
    rolledBack(async (tx) => {
      const { account, email } = await anAccount(tx);
      const { id, leaseId, notices } = await aMail(tx, email, { accountId: account.id, leaseSeconds: 30 });
      const ids = notices.map((notice) => notice.id);
      await tx.notice.updateMany({
        where: { id: { in: ids } },
        data: { sealed: new Uint8Array([1]), vaultKeyId: "k" },
      });
      await settleDelivery(system(tx), {
        ...{ id, lease_id: leaseId ?? "", notice_ids: ids, mail: { subject: "s", html: "h", text: "t" } },
        outcome: { state: "sent", channel: "mail" },
      });
      expect(await tx.notice.findMany({ where: { id: { in: ids } } })).toMatchObject([
        { sentAt: expect.any(Date), sealed: null, vaultKeyId: null },
      ]);
    }));
});
