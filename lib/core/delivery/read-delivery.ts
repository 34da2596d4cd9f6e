import { z } from "zod";
import { query } from "@/lib/core/query";
import { Prisma } from "@/lib/generated/prisma/client";
import { deliveryIdSchema } from "./retry-delivery";
import { deliveryNotFound, selectDeliveries, visibleTo } from "./select-deliveries";

/** One mail as it was sent last, its links without their tokens; `mail` is null before the first attempt. @throws AppError `not_found`. */
export const readDelivery = query({
  name: "delivery.read",
  input: z.strictObject({ id: deliveryIdSchema }),
  run: async ({ actor, db }, { id }) => {
    const where = Prisma.sql`d.id = ${id}::uuid AND ${visibleTo(actor)}`;
    const [view] = await selectDeliveries(db, where, Prisma.sql`d.id`, Prisma.empty);
    if (!view) throw deliveryNotFound();
    const { subject, html, text } = await db.delivery.findUniqueOrThrow({ where: { id } });
    const mail = subject === null || html === null || text === null ? null : { subject, html, text };
    return { ...view, mail };
  },
});
