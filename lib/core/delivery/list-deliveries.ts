import { z } from "zod";
import { containsText } from "@/lib/core/contains-text";
import { cursorSchema, encodeCursor, limitSchema, offsetSchema } from "@/lib/core/cursor";
import { hasMailServer } from "@/lib/core/mailed-link/mailed-link";
import { noticeKinds } from "@/lib/core/notice/notice-kinds";
import { query } from "@/lib/core/query";
import { searchTextSchema } from "@/lib/core/search-text-schema";
import { Prisma } from "@/lib/generated/prisma/client";
import { deliverySorts, orderOf } from "./delivery-order";
import { deliveryStates } from "./delivery-view";
import { selectDeliveries, visibleTo } from "./select-deliveries";

export const listDeliveriesInput = z.strictObject({
  q: searchTextSchema("Search", 200).default("").describe("Part of recipient, credential's name or subject"),
  state: z.enum(deliveryStates, `State: one of ${deliveryStates.join(", ")}.`).optional(),
  kind: z.enum(noticeKinds, `Kind: one of ${noticeKinds.join(", ")}.`).optional(),
  sort: z.enum(deliverySorts, `Sort: one of ${deliverySorts.join(", ")}.`).default("-created_at"),
  limit: limitSchema,
  cursor: cursorSchema,
  offset: offsetSchema,
});

/**
 * The mails that the caller may see, a page of them; how many match; how many have failed; and whether there is a mail server at all
 * (where there is none, this list is the mailbox).
 * @throws AppError `invalid_request`.
 */
export const listDeliveries = query({
  name: "delivery.list",
  input: listDeliveriesInput,
  run: async ({ actor, db }, { sort, limit, cursor, offset, ...asked }) => {
    const visible = visibleTo(actor);
    const where = Prisma.join([visible, ...matching(asked)], " AND ");
    const order = orderOf(sort);
    const after = cursor ? Prisma.sql`${where} AND ${order.after(cursor)}` : where;
    const rows = await selectDeliveries(db, after, order.by, Prisma.sql`LIMIT ${limit + 1} OFFSET ${offset}`);
    const data = rows.slice(0, limit);
    const last = rows.length > limit ? data.at(-1) : undefined;
    const [counts] = await db.$queryRaw<[{ matching: number; failed: number }]>`
      SELECT count(*) FILTER (WHERE ${where})::int AS matching, count(*) FILTER (WHERE d.state = 'failed')::int AS failed
      FROM delivery d WHERE ${visible}`;
    return {
      data,
      next_cursor: last ? encodeCursor({ after: order.sortValue(last), id: last.id }) : null,
      matching_count: counts.matching,
      failed_count: counts.failed,
      has_mail_server: hasMailServer(),
    };
  },
});

function matching({
  q,
  state,
  kind,
}: Pick<z.output<typeof listDeliveriesInput>, "q" | "state" | "kind">): Prisma.Sql[] {
  const text = containsText(q.trim());
  const found = Prisma.sql`(d.recipient ILIKE ${text} OR d.subject ILIKE ${text}
    OR EXISTS (SELECT FROM notice n WHERE n.delivery_id = d.id AND n.subject_name ILIKE ${text}))`;
  const told = Prisma.sql`EXISTS (SELECT FROM notice n WHERE n.delivery_id = d.id AND n.kind = ${kind}::notice_kind)`;
  return [
    ...(state ? [Prisma.sql`d.state = ${state}::delivery_state`] : []),
    ...(kind ? [told] : []),
    ...(q.trim() ? [found] : []),
  ];
}
