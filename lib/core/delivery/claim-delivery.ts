import { z } from "zod";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { cancelStale } from "@/lib/core/notice/cancel-stale";
import type { PasscodeFacts, Told } from "@/lib/core/notice/notice-kinds";
import { mailedTokenPlace } from "@/lib/core/notice/tell-person";
import { makeId } from "@/lib/core/secrets";
import { openFromVault } from "@/lib/core/vault";
import { env } from "@/lib/env";
import { type Notice, Prisma } from "@/lib/generated/prisma/client";

/** Longer than one attempt may take; a sender that was killed is succeeded after it. */
const leaseSeconds = 60;

export type ClaimedDelivery = {
  id: string;
  /** Only who holds it writes how the attempt ended. */
  lease_id: string;
  recipient: string;
  /** The same in every attempt, so that a mailbox knows a mail that comes twice. */
  message_id: string;
  told: Told[];
  /** Why it cannot be sent as it is: the token of its link does not open; null: it can. */
  problem: string | null;
  notice_ids: string[];
  now: string;
};

/**
 * Takes the mail that has waited longest, for 60 s; what another sender has taken is skipped. What is no longer true is left out of
 * it, and a mail with nothing left is cancelled.
 * @returns it, or null where none is due.
 */
export const claimDelivery = command({
  name: "delivery.claim",
  input: z.strictObject({}),
  lock: async (tx) => {
    const now = await readClock(tx);
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM delivery
      WHERE state IN ('queued', 'retrying') AND next_attempt_at <= ${now} AND (lease_until IS NULL OR lease_until <= ${now})
      ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
    return row?.id ?? null;
  },
  touches: null,
  run: async (ctx, _input, { locked: id }): Promise<{ output: Claim; audit: [] }> => {
    if (!id) return { output: { claimed: null, cancelled: false }, audit: [] };
    await cancelStale(ctx.db, ctx.now, Prisma.sql`n.delivery_id = ${id}::uuid`);
    const notices = await ctx.db.notice.findMany({
      where: { deliveryId: id, cancelledAt: null, sentAt: null },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    if (notices.length > 0) return { output: { claimed: await lease(ctx, id, notices), cancelled: false }, audit: [] };
    await ctx.db.delivery.update({ where: { id }, data: { state: "cancelled", leaseId: null, leaseUntil: null } });
    return { output: { claimed: null, cancelled: true }, audit: [] };
  },
});

/** `cancelled`: this one fell away; there may be more. */
type Claim = { claimed: ClaimedDelivery | null; cancelled: boolean };

async function lease({ db, now }: Context, id: string, notices: Notice[]): Promise<ClaimedDelivery> {
  const leaseId = makeId();
  const leaseUntil = new Date(now.getTime() + leaseSeconds * 1000);
  const { recipient } = await db.delivery.update({
    where: { id },
    data: { leaseId, leaseUntil, attempts: { increment: 1 } },
  });
  const opened = notices.map(open);
  return {
    ...{ id, lease_id: leaseId, recipient, now: now.toISOString() },
    message_id: `<${id}@${new URL(env().PUBLIC_URL).hostname}>`,
    told: opened.map(({ told }) => told),
    problem: opened.find(({ problem }) => problem)?.problem ?? null,
    notice_ids: notices.map((notice) => notice.id),
  };
}

/** Facts were written in the shape of their kind (`insertNotices`, `tellPeople`). A token that does not open holds up no other mail. */
function open({ id, kind, day, facts, recipient, sealed, vaultKeyId }: Notice): { told: Told; problem: string | null } {
  const toldWith = (token: string | null) => ({ kind, day, facts: facts as PasscodeFacts, token }) as Told;
  if (!sealed || !vaultKeyId) return { told: toldWith(null), problem: null };
  try {
    const token = openFromVault({ sealed, vaultKeyId }, mailedTokenPlace(id, recipient));
    return { told: toldWith(token), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { told: toldWith(null), problem: error.message };
  }
}
