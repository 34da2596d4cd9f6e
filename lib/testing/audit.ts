import { expect } from "vitest";
import { type AuditRow, auditHash, installationChainId } from "@/lib/core/audit/append-audit-events";
import type { Tx } from "@/lib/db";

/** The events of one chain, oldest first; fails where a link of it does not hold. */
export async function auditOf(tx: Tx, chainId: string = installationChainId) {
  const events = await tx.auditEvent.findMany({ where: { chainId }, orderBy: { seq: "asc" } });
  let previous: Uint8Array = new Uint8Array(32);
  events.forEach(({ hash, ...row }, index) => {
    expect(row.seq, "the sequence has a gap: an event was lost").toBe(BigInt(index + 1));
    expect(auditHash(previous, row as AuditRow), `event ${row.seq} does not follow from the one before`).toEqual(hash);
    previous = hash;
  });
  const head = await tx.auditChain.findUnique({ where: { id: chainId } });
  if (events.length > 0) expect(head?.hash, "the head is not the last event").toEqual(previous);
  return events;
}

/** The refusal of a promise; fails where it succeeds. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; issues: unknown }> {
  return promise.then(
    () => expect.fail("it was not refused"),
    (error) => error,
  );
}
