import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema } from "@/lib/core/cursor";
import { query } from "@/lib/core/query";
import { toServiceKeyView } from "./service-key-view";

export const listServiceKeysInput = z.strictObject({ limit: limitSchema, cursor: cursorSchema });

/**
 * The account's service keys that are not revoked, the newest first; never with the key itself.
 * @throws AppError `invalid_request` for a bad limit or cursor.
 */
export const listServiceKeys = query({
  name: "service-key.list",
  input: listServiceKeysInput,
  run: async ({ actor, db }, { limit, cursor }) => {
    const rows = await db.serviceKey.findMany({
      where: { accountId: accountIdOf(actor), revokedAt: null, ...(cursor && { OR: after(cursor) }) },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: limit + 1,
    });
    const data = rows.slice(0, limit).map(toServiceKeyView);
    const last = rows.length > limit ? data.at(-1) : undefined;
    return { data, next_cursor: last ? encodeCursor({ after: last.created_at, id: last.id }) : null };
  },
});

function after(cursor: string) {
  const { after: createdAt, id } = decodeCursor(cursor, "time");
  return [{ createdAt: { lt: createdAt } }, { createdAt, id: { gt: id } }];
}
