import type { Actor } from "@/lib/core/context";
import { userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { may } from "@/lib/core/permissions";
import type { Db } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import type { DeliveryView } from "./delivery-view";

type Row = Omit<DeliveryView, "next_attempt_at" | "created_at" | "sent_at"> & {
  next_attempt_at: Date;
  created_at: Date;
  sent_at: Date | null;
};

/** The mails that somebody may see: those that tell him something, and all of the account where his role reads them. */
export function visibleTo(actor: Actor): Prisma.Sql {
  const { accountId, userId, membershipId } = userOf(actor);
  const own = Prisma.sql`EXISTS (SELECT FROM notice n WHERE n.delivery_id = d.id
    AND (n.membership_id = ${membershipId}::uuid OR n.account_id IS NULL AND n.subject_id = ${userId}::uuid))`;
  return may(actor, "delivery.read-all") ? Prisma.sql`(d.account_id = ${accountId}::uuid OR ${own})` : own;
}

/** The selected mails, in order. @param where sees the columns of delivery `d`. */
export async function selectDeliveries(
  db: Db,
  where: Prisma.Sql,
  order: Prisma.Sql,
  page: Prisma.Sql,
): Promise<DeliveryView[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT d.id, d.recipient, d.channel, d.state, d.attempts, d.next_attempt_at, d.error, d.created_at, d.sent_at,
      told.kinds, told.subjects[1:3] AS subjects, coalesce(cardinality(told.subjects), 0) AS subject_count
    FROM (SELECT * FROM delivery d WHERE ${where} ORDER BY ${order} ${page}) d
    CROSS JOIN LATERAL (
      SELECT array_agg(DISTINCT n.kind::text) AS kinds, array_agg(DISTINCT n.subject_name) AS subjects
      FROM notice n WHERE n.delivery_id = d.id) told
    ORDER BY ${order}`;
  return rows.map((row) => ({
    ...row,
    kinds: row.kinds ?? [],
    subjects: row.subjects ?? [],
    next_attempt_at: row.state === "retrying" ? row.next_attempt_at.toISOString() : null,
    created_at: row.created_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
  }));
}

export const deliveryNotFound = () => new AppError("not_found", "There is no such notification; it may be too old.");
