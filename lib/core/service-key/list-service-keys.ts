import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, offsetSchema } from "@/lib/core/cursor";
import { query } from "@/lib/core/query";
import { toServiceKeyView } from "./service-key-view";

export const listServiceKeysInput = z.strictObject({ limit: limitSchema, cursor: cursorSchema, offset: offsetSchema });

/**
 * The account's service keys that are not revoked, the newest first; and how many there are; never with the key itself.
 * @throws AppError `invalid_request` for a bad limit or cursor.
 */
export const listServiceKeys = query({
  name: "service-key.list",
  input: listServiceKeysInput,
  run: async ({ actor, db }, { limit, cursor, offset }) => {
    const live = { accountId: accountIdOf(actor), revokedAt: null };
    const rows = await db.serviceKey.findMany({
      where: { ...live, ...(cursor && { OR: after(cursor) }) },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: limit + 1,
      skip: offset,
    });
    const data = rows.slice(0, limit).map(toServiceKeyView);
    const last = rows.length > limit ? data.at(-1) : undefined;
    return {
      data,
      next_cursor: last ? encodeCursor({ after: last.created_at, id: last.id }) : null,
      matching_count: await db.serviceKey.count({ where: live }),
    };
  },
});

function after(cursor: string) {
  const { after: createdAt, id } = decodeCursor(cursor, "time");
  return [{ createdAt: { lt: createdAt } }, { createdAt, id: { gt: id } }];
}
