import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { updateAccount } from "@/lib/core/account/update-account";
import { changeRotation, retireOldSecret } from "@/lib/core/passcode/change-rotation";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { rotatePasscode } from "@/lib/core/passcode/rotate-passcode";
import { selectPasscode } from "@/lib/core/passcode/select-passcodes";
import { digestsOf } from "@/lib/core/secrets";
import type { Tx } from "@/lib/db";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

async function aPasscode(tx: Tx, expires_in_days: number | null = null) {
  const account = await anAccount(tx);
  const { passcode, ...made } = await createPasscode(account.caller, { name: "Acme", expires_in_days });
  return { ...account, id: made.id, made, passcode };
}
const secretOf = (tx: Tx, token: string) => tx.secret.findFirstOrThrow({ where: { digest: { in: digestsOf(token) } } });

describe("rotating a passcode", () => {
  test("gives a new secret, once; the old one lives on for a day, the passcode stays the same", () =>
    rolledBack(async (tx) => {
      const { caller, id, made, passcode: old, account } = await aPasscode(tx);
      const { passcode, ...after } = await rotatePasscode(caller, { id });
      expect(passcode).not.toBe(old);
      expect(after).toMatchObject({ id, name: "Acme", status: "rolling", version: 2, expires_at: null });
      expect(after.hint).not.toBe(made.hint);
      const { retiresAt, endedAt } = await secretOf(tx, old);
      expect({ retires: retiresAt?.toISOString(), endedAt }).toEqual({ retires: after.retires_at, endedAt: null });
      const overlapMs = (retiresAt?.getTime() ?? 0) - (await secretOf(tx, passcode)).createdAt.getTime();
      expect(overlapMs).toBe(86_400_000);
      const last = (await auditOf(tx, account.id)).at(-1);
      expect(last).toMatchObject({ action: "passcode.rotate", targetId: id });
    }));

  test("with overlap 0 ends the old secret at once", () =>
    rolledBack(async (tx) => {
      const { caller, id, passcode: old } = await aPasscode(tx);
      const after = await rotatePasscode(caller, { id, overlap_seconds: 0 });
      expect(after).toMatchObject({ status: "active", retires_at: null });
      expect((await secretOf(tx, old)).endedAt, "the old secret lives on").not.toBeNull();
    }));

  test("never outlives the passcode's own end, whatever the overlap (V8)", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 40 }),
          fc.integer({ min: 1, max: 2_592_000 }),
          async (days, overlap_seconds) => {
            await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() + make_interval(days => ${days}::int) WHERE id = ${id}::uuid`;
            await tx.$executeRaw`UPDATE secret SET ended_at = clock_timestamp() WHERE passcode_id = ${id}::uuid AND retires_at IS NOT NULL`;
            const after = await rotatePasscode(caller, { id, overlap_seconds });
            expect(Date.parse(after.retires_at ?? "")).toBeLessThanOrEqual(Date.parse(after.expires_at ?? ""));
          },
        ),
        { numRuns: 25 },
      );
    }));

  test("shortens the end to the account's maximum lifetime", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      await updateAccount(caller, { policy: { max_lifetime_days: 10 }, version: 1 });
      const after = await rotatePasscode(caller, { id });
      expect(Date.parse(after.expires_at ?? "") - Date.parse(after.retires_at ?? "")).toBe(9 * 86_400_000);
    }));

  test("while one runs is refused; ended or run out, the next is free", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      await rotatePasscode(caller, { id });
      expect((await refusalOf(rotatePasscode(caller, { id }))).code).toBe("rotation_in_progress");
      expect((await refusalOf(rotatePasscode(caller, { id, overlap_seconds: 0 }))).code).toBe("rotation_in_progress");
      await retireOldSecret(caller, { id });
      await rotatePasscode(caller, { id, overlap_seconds: 1 });
      await tx.$executeRaw`UPDATE secret SET retires_at = clock_timestamp() - interval '1 millisecond' WHERE passcode_id = ${id}::uuid AND retires_at > clock_timestamp()`;
      await rotatePasscode(caller, { id });
      const current = await tx.secret.count({ where: { passcodeId: id, endedAt: null, retiresAt: null } });
      expect(current, "there is not exactly one current secret").toBe(1);
    }));

  test("never revives an expired one", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx, 1);
      await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE id = ${id}::uuid`;
      expect((await refusalOf(rotatePasscode(caller, { id }))).code).toBe("passcode_expired");
      expect(await tx.secret.count({ where: { passcodeId: id } })).toBe(1);
    }));

  test.each([-1, 2_592_001, 1.5, "3600"])("an overlap of %j is refused", (overlap_seconds) =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      const input = { id, overlap_seconds: overlap_seconds as number };
      expect((await refusalOf(rotatePasscode(caller, input))).code).toBe("invalid_request");
    }),
  );

  test("a deleted passcode's secrets are all over, the retiring one too", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      await rotatePasscode(caller, { id });
      await deletePasscode(caller, { id });
      expect(await tx.secret.count({ where: { passcodeId: id, endedAt: null } })).toBe(0);
    }));
});

describe("a rotation under way", () => {
  test("is made longer and shorter, from now, within the passcode's end, and ended", () =>
    rolledBack(async (tx) => {
      const { caller, id, passcode: old } = await aPasscode(tx, 2);
      await rotatePasscode(caller, { id, overlap_seconds: 60 });
      const longer = await changeRotation(caller, { id, overlap_seconds: 2_592_000 });
      expect(longer.retires_at, "the old secret outlives the passcode").toBe(longer.expires_at);
      const shorter = await changeRotation(caller, { id, overlap_seconds: 3600 });
      expect(Date.parse(shorter.retires_at ?? "")).toBeLessThan(Date.parse(longer.retires_at ?? ""));
      const ended = await retireOldSecret(caller, { id });
      expect(ended).toMatchObject({ retires_at: null, version: 5 });
      expect((await secretOf(tx, old)).endedAt).not.toBeNull();
    }));

  test("overlap 0 ends it now", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      await rotatePasscode(caller, { id });
      expect(await changeRotation(caller, { id, overlap_seconds: 0 })).toMatchObject({ status: "active" });
    }));

  test("there is none to change once it is over, or before it began", () =>
    rolledBack(async (tx) => {
      const { caller, id, actor } = await aPasscode(tx);
      expect((await refusalOf(changeRotation(caller, { id, overlap_seconds: 60 }))).code).toBe("not_rolling");
      await rotatePasscode(caller, { id });
      await retireOldSecret(caller, { id });
      expect((await refusalOf(retireOldSecret(caller, { id }))).code).toBe("not_rolling");
      const { now } = (await tx.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`)[0];
      expect((await selectPasscode(tx, actor.accountId, id, now)).status).toBe("active");
    }));
});
