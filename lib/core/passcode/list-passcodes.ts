import { z } from "zod";
import { containsText } from "@/lib/core/contains-text";
import { accountIdOf } from "@/lib/core/context";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, offsetSchema } from "@/lib/core/cursor";
import { foldCase } from "@/lib/core/name";
import { query } from "@/lib/core/query";
import { searchTextSchema } from "@/lib/core/search-text-schema";
import type { Db } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import { type PasscodeView, passcodeLimit, passcodeStatuses } from "./passcode-view";
import { fromPasscodes, selectPasscodes } from "./select-passcodes";

const sortFields = ["name", "created_at", "expires_at", "last_used_at"] as const;
type SortField = (typeof sortFields)[number];
export const passcodeSorts = sortFields.flatMap((field) => [field, `-${field}`] as const);

export const listPasscodesInput = z.strictObject({
  q: searchTextSchema("Search", 200).default("").describe("Part of name, hint, contact or maker"),
  status: z.enum(passcodeStatuses, `Status: one of ${passcodeStatuses.join(", ")}.`).optional(),
  sort: z.enum(passcodeSorts, `Sort: one of ${passcodeSorts.join(", ")}.`).default("-created_at"),
  limit: limitSchema,
  cursor: cursorSchema,
  offset: offsetSchema,
});

/**
 * The account's passcodes that match, a page of them; how many match; how many of the 100 places are taken by unexpired ones.
 * @throws AppError `invalid_request` for a bad limit or cursor.
 */
export const listPasscodes = query({
  name: "passcode.list",
  input: listPasscodesInput,
  run: async ({ actor, now, db }, { q, status, sort, limit, cursor, offset }) => {
    const accountId = accountIdOf(actor);
    const order = orderOf(sort);
    const filter = Prisma.sql`${matches(q, accountId)} AND ${status ? Prisma.sql`p.status = ${status}` : Prisma.sql`true`}`;
    const where = cursor ? Prisma.sql`${filter} AND ${order.after(cursor)}` : filter;
    const page = Prisma.sql`LIMIT ${limit + 1} OFFSET ${offset}`;
    const rows = await selectPasscodes(db, accountId, now, { where, order: order.by, page });
    const data = rows.slice(0, limit);
    const last = rows.length > limit ? data.at(-1) : undefined;
    return {
      data,
      next_cursor: last ? encodeCursor({ after: order.sortValue(last), id: last.id }) : null,
      ...(await countPasscodes(db, accountId, now, filter)),
      passcode_limit: passcodeLimit,
    };
  },
});

async function countPasscodes(db: Db, accountId: string, now: Date, filter: Prisma.Sql) {
  const [counts] = await db.$queryRaw<[{ matching_count: number; passcode_count: number }]>`
    SELECT count(*) FILTER (WHERE ${filter})::int AS matching_count,
           count(*) FILTER (WHERE p.expires_at IS NULL OR p.expires_at > ${now})::int AS passcode_count
    FROM ${fromPasscodes(accountId, now)}`;
  return counts;
}

/** Part of the name (case-folded, as names are compared), of the hint's visible end, of contact or maker. */
function matches(q: string, accountId: string): Prisma.Sql {
  const text = q.trim();
  if (text === "") return Prisma.sql`true`;
  // Only what could be the visible end of a hint is looked for in the secrets: among 10,000 passcodes that is half of the time.
  const [, hint] = /^(?:ww…)?([0-9A-Za-z]{1,4})$/.exec(text) ?? [];
  const hinted = hint
    ? Prisma.sql`p.id IN (SELECT s.passcode_id FROM secret s JOIN passcode o ON o.id = s.passcode_id
        WHERE o.account_id = ${accountId}::uuid AND s.ended_at IS NULL AND s.hint LIKE ${containsText(hint)})`
    : Prisma.sql`false`;
  return Prisma.sql`(p.name_key LIKE ${containsText(foldCase(text))} OR p.contact_email LIKE ${containsText(text.toLowerCase())}
    OR p.created_by ILIKE ${containsText(text)} OR ${hinted})`;
}

/** What never ends sorts last, what was never used sorts first; the id makes the order whole. */
const sortColumns: Record<
  SortField,
  { column: Prisma.Sql; type: Prisma.Sql; sortValue: (view: PasscodeView) => string }
> = {
  name: { column: Prisma.sql`p.name_key`, type: Prisma.sql`text`, sortValue: (view) => foldCase(view.name) },
  created_at: {
    column: Prisma.sql`p.created_at`,
    type: Prisma.sql`timestamptz`,
    sortValue: (view) => view.created_at,
  },
  expires_at: {
    column: Prisma.sql`coalesce(p.expires_at, 'infinity')`,
    type: Prisma.sql`timestamptz`,
    sortValue: (view) => view.expires_at ?? "infinity",
  },
  last_used_at: {
    column: Prisma.sql`coalesce(p.last_used_at, '-infinity')`,
    type: Prisma.sql`timestamptz`,
    sortValue: (view) => view.last_used_at ?? "-infinity",
  },
};

function orderOf(sort: string) {
  const descending = sort.startsWith("-");
  const field = sort.replace("-", "") as SortField;
  const isText = field === "name";
  const { column, type, sortValue } = sortColumns[field];
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return {
    by: Prisma.sql`${column} ${direction}, p.id ${direction}`,
    sortValue,
    after: (text: string) => {
      const { after, id } = decodeCursor(text, isText ? "text" : "instant");
      const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
      return Prisma.sql`(${column}, p.id) ${beyond} (${after}::${type}, ${id}::uuid)`;
    },
  };
}
