import { AppError } from "@/lib/core/errors";
import { expiringSoonDays } from "@/lib/core/passcode/passcode-view";
import type { Role } from "@/lib/core/permissions";
import type { Db } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import type { UserPasscodeStatus, UserStatus, UserView } from "./user-view";

type Row = {
  id: string;
  org_user_id: number;
  name: string;
  email: string;
  role: Role;
  status: UserStatus;
  has_totp: boolean;
  created_at: Date;
  last_sign_in_at: Date | null;
  invitation_expires_at: Date | null;
  passcode_id: string | null;
  passcode_status: UserPasscodeStatus | null;
  hint: string | null;
  passcode_expires_at: Date | null;
  passcode_created_at: Date;
  passcode_created_by: string;
  passcode_last_used_at: Date | null;
  passcode_version: number;
};

/** What narrows, orders and cuts a selection; it sees the columns of `u`. */
export type Selection = { where?: Prisma.Sql; order?: Prisma.Sql; page?: Prisma.Sql };

/**
 * The users of an account that are not deleted, each with his passcode: the live one, or the last one that was revoked. The one
 * place where its status is decided: the first that fits of revoked, expired, expiring soon, active (PRODUCT.md, Words).
 */
export function fromUsers(accountId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(
    SELECT m.id, m.org_user_id, person.name, person.email, m.role::text AS role, m.status::text AS status, m.created_at,
           m.last_sign_in_at, lower(person.name) AS name_key, (t.confirmed_at IS NOT NULL) AS has_totp,
           p.id AS passcode_id, p.expires_at AS passcode_expires_at, p.created_at AS passcode_created_at,
           p.created_by AS passcode_created_by, p.last_used_at AS passcode_last_used_at, p.version AS passcode_version,
           CASE WHEN p.id IS NULL THEN NULL
             WHEN p.deleted_at IS NOT NULL THEN 'revoked'
             WHEN p.expires_at <= ${now} THEN 'expired'
             WHEN p.expires_at <= ${now}::timestamptz + make_interval(days => ${expiringSoonDays}::int) THEN 'expiring_soon'
             ELSE 'active' END AS passcode_status
    FROM membership m JOIN app_user person ON person.id = m.user_id
    LEFT JOIN totp t ON t.user_id = m.user_id
    LEFT JOIN LATERAL (SELECT * FROM passcode o WHERE o.membership_id = m.id
      ORDER BY o.deleted_at DESC NULLS FIRST, o.created_at DESC LIMIT 1) p ON true
    WHERE m.account_id = ${accountId}::uuid AND m.deleted_at IS NULL) u`;
}

/** The selected users, in order. @param now the database's clock. */
export async function selectUsers(
  db: Db,
  accountId: string,
  now: Date,
  { where = Prisma.sql`true`, order = Prisma.sql`u.name_key, u.id`, page = Prisma.empty }: Selection = {},
): Promise<UserView[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT u.*, i.expires_at AS invitation_expires_at,
      (SELECT s.hint FROM secret s WHERE s.passcode_id = u.passcode_id ORDER BY s.created_at DESC LIMIT 1) AS hint
    FROM (SELECT * FROM ${fromUsers(accountId, now)} WHERE ${where} ORDER BY ${order} ${page}) u
    LEFT JOIN invitation i ON i.membership_id = u.id AND i.ended_at IS NULL
    ORDER BY ${order}`;
  return rows.map(toView);
}

/** One user. @param id the membership's. @throws AppError `not_found`, the same for another account's and for a deleted one. */
export async function selectUser(db: Db, accountId: string, id: string, now: Date): Promise<UserView> {
  const [view] = await selectUsers(db, accountId, now, { where: Prisma.sql`u.id = ${id}::uuid` });
  if (!view) throw userNotFound();
  return view;
}

export const userNotFound = () => new AppError("not_found", "There is no such user; he may have been deleted already.");

function toView(row: Row): UserView {
  const { id, org_user_id, name, email, role, status, has_totp } = row;
  return {
    ...{ id, org_user_id, name, email, role, status, has_totp },
    created_at: row.created_at.toISOString(),
    last_sign_in_at: row.last_sign_in_at?.toISOString() ?? null,
    invitation_expires_at: status === "invited" ? (row.invitation_expires_at?.toISOString() ?? null) : null,
    passcode: row.passcode_id && row.passcode_status ? toPasscode(row, row.passcode_id, row.passcode_status) : null,
  };
}

function toPasscode(row: Row, id: string, status: UserPasscodeStatus): UserView["passcode"] {
  return {
    id,
    status,
    hint: row.hint ?? "",
    expires_at: row.passcode_expires_at?.toISOString() ?? null,
    created_at: row.passcode_created_at.toISOString(),
    created_by: row.passcode_created_by,
    last_used_at: row.passcode_last_used_at?.toISOString() ?? null,
    version: row.passcode_version,
  };
}
