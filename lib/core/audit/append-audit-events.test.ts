import { expect, test } from "vitest";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";
import { type AuditRow, auditHash } from "./append-audit-events";

test("the chain has no gaps and each event follows from the one before", () =>
  rolledBack(async (tx) => {
    const { caller, account } = await anAccount(tx);
    for (const name of ["a", "b", "c"]) await createPasscode(caller, { name, expires_in_days: null });
    await refusalOf(createPasscode(caller, { name: "a", expires_in_days: null }));
    expect((await auditOf(tx, account.id)).map((event) => event.targetName)).toEqual(["a", "b", "c"]);
  }));

test("the log refuses an edit and a delete", () =>
  rolledBack(async (tx) => {
    const { caller, account } = await anAccount(tx);
    await createPasscode(caller, { name: "a", expires_in_days: null });
    await tx.$executeRaw`SAVEPOINT tamper`;
    for (const tamper of [
      () => tx.auditEvent.updateMany({ where: { chainId: account.id }, data: { actorName: "Eve" } }),
      () => tx.auditEvent.deleteMany({ where: { chainId: account.id } }),
      () => tx.$executeRaw`TRUNCATE audit_event`,
    ]) {
      await expect(tamper()).rejects.toThrow(/never changed/);
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT tamper`;
    }
  }));

test("every field is under the hash, and so is the order of the events", () => {
  const row: AuditRow = {
    chainId: "00000000-0000-0000-0000-000000000000",
    seq: 1n,
    at: new Date(1_700_000_000_000),
    actorType: "user",
    actorId: "a",
    actorName: "Ada",
    action: "passcode.create",
    targetType: "passcode",
    targetId: "p",
    targetName: "Acme",
    result: "ok",
    detail: { b: 1, a: { d: 2, c: 3 } },
    address: "192.0.2.1",
    agent: "curl",
    requestId: "r",
  };
  const zeros = new Uint8Array(32);
  const hash = Buffer.from(auditHash(zeros, row)).toString("hex");
  expect(Buffer.from(auditHash(hash ? new Uint8Array(32).fill(1) : zeros, row)).toString("hex")).not.toBe(hash);
  expect(Buffer.from(auditHash(zeros, { ...row, detail: { a: { c: 3, d: 2 }, b: 1 } })).toString("hex")).toBe(hash);
  for (const field of Object.keys(row) as (keyof AuditRow)[]) {
    const other = field === "seq" ? 2n : field === "at" ? new Date(0) : `${row[field]}x`;
    const changed = auditHash(zeros, { ...row, [field]: other } as AuditRow);
    expect(Buffer.from(changed).toString("hex"), `${field} can be changed unseen`).not.toBe(hash);
  }
});
