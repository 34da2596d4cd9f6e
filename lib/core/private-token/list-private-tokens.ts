import { z } from "zod";
import { containsText } from "@/lib/core/contains-text";
import { userOf } from "@/lib/core/context";
import { limitSchema, offsetSchema } from "@/lib/core/cursor";
import { query } from "@/lib/core/query";
import { searchTextSchema } from "@/lib/core/search-text-schema";
import { Prisma } from "@/lib/generated/prisma/client";
import { type PrivateTokenView, toPrivateTokenView } from "./private-token-view";

const columns = {
  name: Prisma.sql`lower(name)`,
  expires_at: Prisma.sql`expires_at`,
  created_at: Prisma.sql`created_at`,
} as const;
const fields = Object.keys(columns) as (keyof typeof columns)[];
export const privateTokenSorts = fields.flatMap((field) => [field, `-${field}`] as const);

export const listPrivateTokensInput = z.strictObject({
  q: searchTextSchema("Search", 200).default("").describe("Part of the name"),
  sort: z.enum(privateTokenSorts, `Sort: one of ${privateTokenSorts.join(", ")}.`).default("-created_at"),
  limit: limitSchema,
  offset: offsetSchema,
});

type Row = Parameters<typeof toPrivateTokenView>[0];

/**
 * The caller's own private tokens that are not revoked, expired ones too until they are purged: a page of them, and how many match.
 * @throws AppError `invalid_request` for a bad limit or offset.
 */
export const listPrivateTokens = query({
  name: "private-token.list",
  input: listPrivateTokensInput,
  run: async ({ actor, db }, { q, sort, limit, offset }) => {
    const text = q.normalize("NFC").trim();
    const own = Prisma.sql`FROM token WHERE membership_id = ${userOf(actor).membershipId}::uuid AND kind = 'private'
      AND ended_at IS NULL AND name ILIKE ${containsText(text)}`;
    const rows = await db.$queryRaw<Row[]>`
      SELECT number, name, hint, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
      ${own} ORDER BY ${orderOf(sort)} LIMIT ${limit} OFFSET ${offset}`;
    const [{ count }] = await db.$queryRaw<[{ count: number }]>`SELECT count(*)::int AS count ${own}`;
    const data: PrivateTokenView[] = rows.map(toPrivateTokenView);
    return { data, matching_count: count };
  },
});

/** The number makes the order whole. */
function orderOf(sort: (typeof privateTokenSorts)[number]): Prisma.Sql {
  const column = columns[sort.replace("-", "") as keyof typeof columns];
  const direction = sort.startsWith("-") ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return Prisma.sql`${column} ${direction}, number ${direction}`;
}
