import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { toServiceKeyView } from "./service-key-view";

/** The account's service keys that are not revoked, the newest first; never with the key itself. */
export const listServiceKeys = query({
  name: "service-key.list",
  input: z.strictObject({}),
  run: async ({ actor, db }) => {
    const rows = await db.serviceKey.findMany({
      where: { accountId: accountIdOf(actor), revokedAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    });
    return { data: rows.map(toServiceKeyView), next_cursor: null };
  },
});
