import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

const forever = (name: string) => ({ name, expires_in_days: null });

test("a deleted passcode is listed no more, its secrets are ended, its place is free, and it is recorded", () =>
  rolledBack(async (tx) => {
    const { caller, account } = await anAccount(tx);
    const kept = await createPasscode(caller, forever("Kept"));
    const { id } = await createPasscode(caller, forever("Gone"));
    await deletePasscode(caller, { id });
    expect((await listPasscodes(caller, {})).data.map((one) => one.id)).toEqual([kept.id]);
    const secrets = await tx.secret.findMany({ where: { passcodeId: id } });
    expect(
      secrets.every((secret) => secret.endedAt !== null),
      "a deleted passcode's secret lives on",
    ).toBe(true);
    expect((await tx.account.findUniqueOrThrow({ where: { id: account.id } })).livePasscodes).toBe(1);
    expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({ action: "passcode.delete", targetName: "Gone" });
  }));

test("another account's, an unknown one and one that is deleted already are the same “not found”", () =>
  rolledBack(async (tx) => {
    const [mine, other] = [await anAccount(tx), await anAccount(tx)];
    const theirs = await createPasscode(other.caller, forever("Theirs"));
    const gone = await createPasscode(mine.caller, forever("Gone"));
    await deletePasscode(mine.caller, { id: gone.id });
    const messages = new Set<string>();
    for (const id of [theirs.id, gone.id, randomUUID()]) {
      const refusal = await refusalOf(deletePasscode(mine.caller, { id }));
      expect(refusal.code).toBe("not_found");
      messages.add(refusal.message);
    }
    expect(messages.size, "the answer tells whether it exists").toBe(1);
    expect((await listPasscodes(other.caller, {})).data).toHaveLength(1);
  }));

test.each(["", "7", "'; DROP TABLE passcode; --"])("the id %j is refused", (id) =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    expect((await refusalOf(deletePasscode(caller, { id }))).code).toBe("invalid_request");
  }),
);

test.each(["member", "viewer"] as const)("a %s may not", (role) =>
  rolledBack(async (tx) => {
    const { caller, actor } = await anAccount(tx);
    const { id } = await createPasscode(caller, forever("Acme"));
    const lesser = { ...caller, actor: { ...actor, role } };
    expect((await refusalOf(deletePasscode(lesser, { id }))).code).toBe("forbidden");
    expect(await tx.passcode.count({ where: { id, deletedAt: null } })).toBe(1);
  }),
);

test("an expired one that gave its place back does not give it twice", () =>
  rolledBack(async (tx) => {
    const { caller, account } = await anAccount(tx);
    await createPasscode(caller, forever("Kept"));
    const { id } = await createPasscode(caller, { name: "Old", expires_in_days: 1 });
    await tx.passcode.update({ where: { id }, data: { holdsPlace: false } });
    await tx.account.update({ where: { id: account.id }, data: { livePasscodes: 1 } });
    await deletePasscode(caller, { id });
    expect((await tx.account.findUniqueOrThrow({ where: { id: account.id } })).livePasscodes).toBe(1);
  }));
