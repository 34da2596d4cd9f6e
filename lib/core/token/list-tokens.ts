import { z } from "zod";
import { containsText } from "@/lib/core/contains-text";
import { type Actor, accountIdOf } from "@/lib/core/context";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, offsetSchema } from "@/lib/core/cursor";
import { may } from "@/lib/core/permissions";
import { query } from "@/lib/core/query";
import { searchTextSchema } from "@/lib/core/search-text-schema";
import { Prisma } from "@/lib/generated/prisma/client";
import { fromLiveTokens, selectLiveTokens } from "./select-live-tokens";
import { liveTokenKinds } from "./token-view";

export const tokenKindSchema = z.enum(liveTokenKinds, `Kind: one of ${liveTokenKinds.join(", ")}.`);

export const listTokensInput = z.strictObject({
  q: searchTextSchema("Search", 200).default("").describe("Part of the token's name, its holder's name or e-mail"),
  user_id: z.uuid("User: an id is needed.").optional(),
  kind: tokenKindSchema.optional(),
  limit: limitSchema,
  cursor: cursorSchema,
  offset: offsetSchema,
});

/**
 * The account's live tokens and console sessions that match, the newest first; never with the token itself. Who may not see those of
 * others gets his own. @throws AppError `invalid_request` for a bad limit or cursor.
 */
export const listTokens = query({
  name: "token.list",
  input: listTokensInput,
  run: async ({ actor, now, db }, { limit, cursor, offset, ...asked }) => {
    const accountId = accountIdOf(actor);
    const filter = Prisma.join([visibleTo(actor), ...matching(asked)], " AND ");
    const where = cursor ? Prisma.sql`${filter} AND ${after(cursor)}` : filter;
    const page = Prisma.sql`WHERE ${where} ORDER BY t.created_at DESC, t.id LIMIT ${limit + 1} OFFSET ${offset}`;
    const rows = await selectLiveTokens(db, accountId, now, page);
    const data = rows.slice(0, limit);
    const last = rows.length > limit ? data.at(-1) : undefined;
    const [{ count }] = await db.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS count FROM ${fromLiveTokens(accountId, now)} WHERE ${filter}`;
    return {
      data,
      next_cursor: last ? encodeCursor({ after: last.created_at, id: last.id }) : null,
      matching_count: count,
    };
  },
});

/** Everybody sees his own. */
function visibleTo(actor: Actor): Prisma.Sql {
  if (may(actor, "token.list-all")) return Prisma.sql`true`;
  return actor.type === "user" ? Prisma.sql`t.user_id = ${actor.membershipId}::uuid` : Prisma.sql`false`;
}

function matching({
  q,
  user_id,
  kind,
}: Pick<z.output<typeof listTokensInput>, "q" | "user_id" | "kind">): Prisma.Sql[] {
  const text = containsText(q.trim());
  return [
    ...(user_id ? [Prisma.sql`t.user_id = ${user_id}::uuid`] : []),
    ...(kind ? [Prisma.sql`t.kind = ${kind}`] : []),
    ...(q.trim()
      ? [Prisma.sql`(t.name ILIKE ${text} OR t.user_name ILIKE ${text} OR t.user_email ILIKE ${text})`]
      : []),
  ];
}

function after(cursor: string): Prisma.Sql {
  const { after: createdAt, id } = decodeCursor(cursor, "time");
  return Prisma.sql`(t.created_at < ${createdAt}::timestamptz OR (t.created_at = ${createdAt}::timestamptz AND t.id > ${id}::uuid))`;
}
