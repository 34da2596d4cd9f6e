import { z } from "zod";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { deliveryNotFound } from "./select-deliveries";

export const deliveryIdSchema = z.uuid("Notification: an id is needed.");

/**
 * Sends a mail again that failed, or is to be tried again later, as soon as it can be: its attempts begin anew.
 * @throws AppError `not_found`, `not_retryable` (sent, cancelled, or being sent at this moment).
 */
export const retryDelivery = command({
  name: "delivery.retry",
  input: z.strictObject({ id: deliveryIdSchema }),
  lock: async (tx, { id }, actor) => {
    const accountId = accountIdOf(actor);
    await tx.$executeRaw`SELECT 1 FROM delivery WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid FOR UPDATE`;
    return tx.delivery.findFirst({ where: { id, accountId } });
  },
  touches: null,
  run: async ({ db, now }, { id }, { locked: row }) => {
    if (!row) throw deliveryNotFound();
    const isLeased = row.leaseUntil !== null && row.leaseUntil > now;
    if (isLeased || (row.state !== "failed" && row.state !== "retrying")) {
      throw new AppError("not_retryable", "Only what failed is sent again; this one is sent, cancelled or on its way.");
    }
    await db.delivery.update({ where: { id }, data: { state: "retrying", attempts: 0, nextAttemptAt: now } });
    return { output: null, audit: { target: { type: "delivery", id, name: row.recipient } } };
  },
});
