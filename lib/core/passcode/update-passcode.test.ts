import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import type { Tx } from "@/lib/db";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

async function aPasscode(tx: Tx, expires_in_days: number | null = null) {
  const account = await anAccount(tx);
  const made = await createPasscode(account.caller, { name: "Acme", expires_in_days });
  const expire = () =>
    tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '1 ms' WHERE id = ${made.id}::uuid`;
  const places = async () => (await tx.account.findUniqueOrThrow({ where: { id: account.account.id } })).livePasscodes;
  return { ...account, made, id: made.id, expire, places };
}

describe("editing a passcode", () => {
  test("changes what is given, leaves the rest, raises the version, and the log holds old and new", () =>
    rolledBack(async (tx) => {
      const { caller, id, account } = await aPasscode(tx, 90);
      const first = await updatePasscode(caller, { id, name: "Acme Ltd", contact_email: "ops@acme.test", version: 1 });
      expect(first).toMatchObject({ name: "Acme Ltd", contact_email: "ops@acme.test", version: 2, status: "active" });
      const second = await updatePasscode(caller, { id, contact_email: null, version: 2 });
      expect(second).toMatchObject({ name: "Acme Ltd", contact_email: null, expires_at: first.expires_at, version: 3 });
      expect((await auditOf(tx, account.id)).at(-2)?.detail).toEqual({
        name: { from: "Acme", to: "Acme Ltd" },
        contact_email: { from: null, to: "ops@acme.test" },
      });
    }));

  test("of two editors the second learns of it, and nothing is merged", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      await updatePasscode(caller, { id, name: "One", version: 1 });
      const refusal = await refusalOf(updatePasscode(caller, { id, name: "Two", version: 1 }));
      expect(refusal.code).toBe("version_conflict");
      expect((await tx.passcode.findUniqueOrThrow({ where: { id } })).name).toBe("One");
    }));

  test("a name of its own is kept, another's is refused", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      await createPasscode(caller, { name: "Taken", expires_in_days: null });
      await updatePasscode(caller, { id, name: "ACME", version: 1 });
      expect((await refusalOf(updatePasscode(caller, { id, name: "taken", version: 2 }))).code).toBe("name_taken");
    }));

  test("suspends and resumes, and nothing is lost", () =>
    rolledBack(async (tx) => {
      const { caller, id, made } = await aPasscode(tx);
      expect((await updatePasscode(caller, { id, suspended: true, version: 1 })).status).toBe("suspended");
      const resumed = await updatePasscode(caller, { id, suspended: false, version: 2 });
      expect(resumed).toMatchObject({ status: "active", hint: made.hint, expires_at: null });
    }));

  test("an end that has passed ends it now", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      const ended = await updatePasscode(caller, { id, expires_at: "2020-01-01T00:00:00Z", version: 1 });
      expect(ended.status).toBe("expired");
      expect(Date.parse(ended.expires_at ?? ""), "it seems to have ended before it did").toBeGreaterThan(
        Date.parse(ended.created_at) - 1,
      );
    }));

  test("a new end revives an expired one, which takes a place again", () =>
    rolledBack(async (tx) => {
      const { caller, id, expire, places } = await aPasscode(tx, 1);
      await expire();
      await tx.$executeRaw`UPDATE passcode SET holds_place = false WHERE id = ${id}::uuid`;
      await tx.$executeRaw`UPDATE account SET live_passcodes = 0 WHERE id = (SELECT account_id FROM passcode WHERE id = ${id}::uuid)`;
      expect((await updatePasscode(caller, { id, expires_in_days: 60, version: 1 })).status).toBe("active");
      expect(await places()).toBe(1);
    }));

  test("reviving one that nobody has settled counts it once", () =>
    rolledBack(async (tx) => {
      const { caller, id, expire, places } = await aPasscode(tx, 1);
      await expire();
      await updatePasscode(caller, { id, expires_in_days: null, version: 1 });
      expect(await places()).toBe(1);
    }));

  test("at 100 none is revived", () =>
    rolledBack(async (tx) => {
      const { caller, id, expire, account } = await aPasscode(tx, 1);
      await expire();
      await tx.$executeRaw`UPDATE passcode SET holds_place = false WHERE id = ${id}::uuid`;
      await tx.$executeRaw`UPDATE account SET live_passcodes = 100 WHERE id = ${account.id}::uuid`;
      const refusal = await refusalOf(updatePasscode(caller, { id, expires_in_days: null, version: 1 }));
      expect(refusal.code).toBe("passcode_limit_reached");
    }));

  test("of one that is deleted, unknown or another's is “not found”", () =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      const other = await aPasscode(tx);
      await deletePasscode(caller, { id });
      for (const one of [id, other.id, randomUUID()]) {
        expect((await refusalOf(updatePasscode(caller, { id: one, name: "X", version: 1 }))).code).toBe("not_found");
      }
    }));

  test.each([
    ["no version", { name: "X" }],
    ["a version that is text", { version: "1" }],
    ["unknown fields", { version: 1, hint: "x" }],
    ["days of 0", { version: 1, expires_in_days: 0 }],
    ["suspended as text", { version: 1, suspended: "yes" }],
    ["two ends", { version: 1, expires_in_days: 1, expires_at: "2090-01-01T00:00:00Z" }],
  ])("with %s is refused and changes nothing", (_what, input) =>
    rolledBack(async (tx) => {
      const { caller, id } = await aPasscode(tx);
      const before = await tx.passcode.findUniqueOrThrow({ where: { id } });
      expect((await refusalOf(updatePasscode(caller, { id, ...input } as never))).code).toBe("invalid_request");
      expect(await tx.passcode.findUniqueOrThrow({ where: { id } })).toEqual(before);
    }),
  );

  test.each(["member", "viewer"] as const)("is not for a %s", (role) =>
    rolledBack(async (tx) => {
      const { caller, actor, id } = await aPasscode(tx);
      const lesser = { ...caller, actor: { ...actor, role } };
      expect((await refusalOf(updatePasscode(lesser, { id, name: "X", version: 1 }))).code).toBe("forbidden");
    }),
  );
});
