import { cache } from "react";
import { readDelivery } from "@/lib/core/delivery/read-delivery";
import { callerOf } from "@/lib/web/caller";
import { orNotFound } from "@/lib/web/or-not-found";
import { requireSession } from "@/lib/web/session";

/** The mail of a page's address, read once for its title and its body; who may not see it is told that it is not there. */
export const visibleDelivery = cache(async (id: string) => {
  const caller = await callerOf(await requireSession(`/notifications/${encodeURIComponent(id)}`));
  return { caller, delivery: await orNotFound(readDelivery(caller, { id })) };
});
