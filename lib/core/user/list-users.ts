import { z } from "zod";
import { containsText } from "@/lib/core/contains-text";
import { accountIdOf } from "@/lib/core/context";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, offsetSchema } from "@/lib/core/cursor";
import { roles } from "@/lib/core/permissions";
import { query } from "@/lib/core/query";
import { searchTextSchema } from "@/lib/core/search-text-schema";
import { Prisma } from "@/lib/generated/prisma/client";
import { fromUsers, selectUsers } from "./select-users";
import { type UserView, userPasscodeStatuses, userStatuses } from "./user-view";

const sortFields = ["name", "email", "last_sign_in_at", "passcode_expires_at", "created_at"] as const;
type SortField = (typeof sortFields)[number];
export const userSorts = sortFields.flatMap((field) => [field, `-${field}`] as const);
const passcodeFilters = [...userPasscodeStatuses, "none"] as const;

export const listUsersInput = z.strictObject({
  q: searchTextSchema("Search", 200).default("").describe("Part of name or e-mail"),
  status: z.enum(userStatuses, `Status: one of ${userStatuses.join(", ")}.`).optional(),
  role: z.enum(roles, `Role: one of ${roles.join(", ")}.`).optional(),
  passcode: z.enum(passcodeFilters, `Passcode: one of ${passcodeFilters.join(", ")}.`).optional(),
  sort: z.enum(userSorts, `Sort: one of ${userSorts.join(", ")}.`).default("name"),
  limit: limitSchema,
  cursor: cursorSchema,
  offset: offsetSchema,
});

/** The account's users that match, a page of them, and how many match. @throws AppError `invalid_request` for a bad limit or cursor. */
export const listUsers = query({
  name: "user.list",
  input: listUsersInput,
  run: async ({ actor, now, db }, { limit, cursor, offset, sort, ...asked }) => {
    const accountId = accountIdOf(actor);
    const order = orderOf(sort);
    const filter = matches(asked);
    const where = cursor ? Prisma.sql`${filter} AND ${order.after(cursor)}` : filter;
    const page = Prisma.sql`LIMIT ${limit + 1} OFFSET ${offset}`;
    const rows = await selectUsers(db, accountId, now, { where, order: order.by, page });
    const data = rows.slice(0, limit);
    const last = rows.length > limit ? data.at(-1) : undefined;
    const [{ count }] = await db.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS count FROM ${fromUsers(accountId, now)} WHERE ${filter}`;
    return {
      data,
      next_cursor: last ? encodeCursor({ after: order.sortValue(last), id: last.id }) : null,
      matching_count: count,
    };
  },
});

type Asked = Pick<z.output<typeof listUsersInput>, "q" | "status" | "role" | "passcode">;

function matches({ q, status, role, passcode }: Asked): Prisma.Sql {
  const text = q.trim();
  const parts = [
    ...(text
      ? [Prisma.sql`(u.name ILIKE ${containsText(text)} OR u.email LIKE ${containsText(text.toLowerCase())})`]
      : []),
    ...(status ? [Prisma.sql`u.status = ${status}`] : []),
    ...(role ? [Prisma.sql`u.role = ${role}`] : []),
    ...(passcode === "none" ? [Prisma.sql`u.passcode_id IS NULL`] : []),
    ...(passcode && passcode !== "none" ? [Prisma.sql`u.passcode_status = ${passcode}`] : []),
  ];
  return parts.length > 0 ? Prisma.join(parts, " AND ") : Prisma.sql`true`;
}

type SortColumn = { column: Prisma.Sql; kind: "text" | "instant"; sortValue: (view: UserView) => string };

/** What never ends sorts last, what never was sorts first; the id makes the order whole. */
const sortColumns: Record<SortField, SortColumn> = {
  name: { column: Prisma.sql`lower(u.name)`, kind: "text", sortValue: ({ name }) => name },
  email: { column: Prisma.sql`u.email`, kind: "text", sortValue: ({ email }) => email },
  created_at: { column: Prisma.sql`u.created_at`, kind: "instant", sortValue: ({ created_at }) => created_at },
  last_sign_in_at: {
    column: Prisma.sql`coalesce(u.last_sign_in_at, '-infinity')`,
    kind: "instant",
    sortValue: ({ last_sign_in_at }) => last_sign_in_at ?? "-infinity",
  },
  passcode_expires_at: {
    column: Prisma.sql`CASE WHEN u.passcode_status = 'revoked' THEN 'infinity' ELSE coalesce(u.passcode_expires_at, 'infinity') END`,
    kind: "instant",
    sortValue: ({ passcode }) => (passcode?.status === "revoked" ? null : passcode?.expires_at) ?? "infinity",
  },
};

function orderOf(sort: string) {
  const descending = sort.startsWith("-");
  const { column, kind, sortValue } = sortColumns[sort.replace("-", "") as SortField];
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return {
    by: Prisma.sql`${column} ${direction}, u.id ${direction}`,
    sortValue,
    after: (text: string) => {
      const { after, id } = decodeCursor(text, kind);
      const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
      const bound = kind === "text" ? Prisma.sql`lower(${after}::text)` : Prisma.sql`${after}::timestamptz`;
      return Prisma.sql`(${column}, u.id) ${beyond} (${bound}, ${id}::uuid)`;
    },
  };
}
