import { z } from "zod";
import { command } from "@/lib/core/command";
import { randomFraction } from "@/lib/core/secrets";

/** 30 s, 1 min, 2 … 2 h: about 30 hours in all before a mail is given up. */
const firstPauseSeconds = 30;
const pauseSecondsMax = 7200;
const attemptsMax = 20;
const errorLengthMax = 1000;

const outcomeSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("sent"), channel: z.enum(["mail", "console"]) }),
  /** @param permanent trying again is of no use: the server refuses this address for good. */
  z.strictObject({ state: z.literal("failed"), error: z.string(), permanent: z.boolean() }),
]);
export type DeliveryOutcome = z.output<typeof outcomeSchema>;

const settleDeliveryInput = z.strictObject({
  id: z.uuid(),
  lease_id: z.uuid(),
  notice_ids: z.array(z.uuid()),
  /** As it was sent, its links without their tokens; left out where it could not be written. */
  mail: z.strictObject({ subject: z.string(), html: z.string(), text: z.string() }).nullable(),
  outcome: outcomeSchema,
});

/**
 * Writes how an attempt ended. Whose lease was taken over meanwhile writes nothing: another sender has the mail now.
 * @returns whether it was written.
 */
export const settleDelivery = command({
  name: "delivery.settle",
  input: settleDeliveryInput,
  lock: async (tx, { id, lease_id }) => {
    await tx.$executeRaw`SELECT 1 FROM delivery WHERE id = ${id}::uuid FOR UPDATE`;
    return tx.delivery.findFirst({ where: { id, leaseId: lease_id } });
  },
  touches: null,
  run: async ({ db, now }, { id, notice_ids, mail, outcome }, { locked: row }) => {
    if (!row) return { output: { settled: false }, audit: [] };
    const over = { leaseId: null, leaseUntil: null, ...mail };
    if (outcome.state === "sent") {
      const { channel } = outcome;
      await db.delivery.update({ where: { id }, data: { ...over, state: "sent", channel, sentAt: now, error: null } });
      const told = { sentAt: now, cancelledAt: null, sealed: null, vaultKeyId: null };
      await db.notice.updateMany({ where: { id: { in: notice_ids } }, data: told });
      return { output: { settled: true }, audit: [] };
    }
    const isOver = outcome.permanent || row.attempts >= attemptsMax;
    const data = {
      ...over,
      state: isOver ? ("failed" as const) : ("retrying" as const),
      error: outcome.error.slice(0, errorLengthMax),
      nextAttemptAt: new Date(now.getTime() + pauseSeconds(row.attempts) * 1000),
    };
    await db.delivery.update({ where: { id }, data });
    return { output: { settled: true }, audit: [] };
  },
});

/** Doubles with each attempt; between half and the whole of it, so that many do not come back at once. */
function pauseSeconds(attempts: number): number {
  const whole = Math.min(firstPauseSeconds * 2 ** (attempts - 1), pauseSecondsMax);
  return whole * (0.5 + randomFraction() / 2);
}
