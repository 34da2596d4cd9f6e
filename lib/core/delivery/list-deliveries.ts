import { z } from "zod";
import { containsText } from "@/lib/core/contains-text";
import { limitSchema, offsetSchema } from "@/lib/core/cursor";
import { noticeKinds } from "@/lib/core/notice/notice-kinds";
import { query } from "@/lib/core/query";
import { searchTextSchema } from "@/lib/core/search-text-schema";
import { env } from "@/lib/env";
import { Prisma } from "@/lib/generated/prisma/client";
import { deliveryStates } from "./delivery-view";
import { selectDeliveries, visibleTo } from "./select-deliveries";

const orders = {
  "-created_at": Prisma.sql`d.created_at DESC, d.id DESC`,
  created_at: Prisma.sql`d.created_at, d.id`,
  recipient: Prisma.sql`d.recipient, d.created_at DESC, d.id`,
  "-recipient": Prisma.sql`d.recipient DESC, d.created_at DESC, d.id`,
} as const;
export const deliverySorts = Object.keys(orders) as [keyof typeof orders, ...(keyof typeof orders)[]];

export const listDeliveriesInput = z.strictObject({
  q: searchTextSchema("Search", 200).default("").describe("Part of recipient, credential's name or subject"),
  state: z.enum(deliveryStates, `State: one of ${deliveryStates.join(", ")}.`).optional(),
  kind: z.enum(noticeKinds, `Kind: one of ${noticeKinds.join(", ")}.`).optional(),
  sort: z.enum(deliverySorts, `Sort: one of ${deliverySorts.join(", ")}.`).default("-created_at"),
  limit: limitSchema,
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
  run: async ({ actor, db }, { q, state, kind, sort, limit, offset }) => {
    const visible = visibleTo(actor);
    const text = containsText(q.trim());
    const parts = [
      visible,
      ...(state ? [Prisma.sql`d.state = ${state}::delivery_state`] : []),
      ...(kind
        ? [Prisma.sql`EXISTS (SELECT FROM notice n WHERE n.delivery_id = d.id AND n.kind = ${kind}::notice_kind)`]
        : []),
      ...(q.trim()
        ? [
            Prisma.sql`(d.recipient ILIKE ${text} OR d.subject ILIKE ${text}
              OR EXISTS (SELECT FROM notice n WHERE n.delivery_id = d.id AND n.subject_name ILIKE ${text}))`,
          ]
        : []),
    ];
    const where = Prisma.join(parts, " AND ");
    const page = Prisma.sql`LIMIT ${limit} OFFSET ${offset}`;
    const [counts] = await db.$queryRaw<[{ matching: number; failed: number }]>`
      SELECT count(*) FILTER (WHERE ${where})::int AS matching, count(*) FILTER (WHERE d.state = 'failed')::int AS failed
      FROM delivery d WHERE ${visible}`;
    return {
      data: await selectDeliveries(db, where, orders[sort], page),
      matching_count: counts.matching,
      failed_count: counts.failed,
      has_mail_server: env().SMTP_URL !== undefined,
    };
  },
});
