import { decodeCursor } from "@/lib/core/cursor";
import { Prisma } from "@/lib/generated/prisma/client";
import type { DeliveryView } from "./delivery-view";

export const deliverySorts = ["-created_at", "created_at", "recipient", "-recipient"] as const;
export type DeliverySort = (typeof deliverySorts)[number];

/** An order of mails, and what of it comes after a page: the newest first within one recipient. */
export function orderOf(sort: DeliverySort) {
  const isDescending = sort.startsWith("-");
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  if (sort === "created_at" || sort === "-created_at") {
    return {
      by: Prisma.sql`d.created_at ${direction}, d.id ${direction}`,
      sortValue: ({ created_at }: DeliveryView) => created_at,
      after: (text: string) => {
        const { after, id } = decodeCursor(text, "time");
        return Prisma.sql`(d.created_at, d.id) ${beyond} (${after}::timestamptz, ${id}::uuid)`;
      },
    };
  }
  return {
    by: Prisma.sql`d.recipient ${direction}, d.created_at DESC, d.id DESC`,
    sortValue: ({ recipient }: DeliveryView) => recipient,
    after: (text: string) => {
      const { after, id } = decodeCursor(text, "text");
      const last = Prisma.sql`(SELECT l.created_at, l.id FROM delivery l WHERE l.id = ${id}::uuid)`;
      return Prisma.sql`(d.recipient ${beyond} ${after} OR d.recipient = ${after} AND (d.created_at, d.id) < ${last})`;
    },
  };
}
