import { AppError } from "@/lib/core/errors";
import type { Db } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import { expiringSoonDays, type PasscodeStatus, type PasscodeView } from "./passcode-view";

type Row = {
  id: string;
  name: string;
  status: PasscodeStatus;
  hint: string;
  contact_email: string | null;
  expires_at: Date | null;
  retires_at: Date | null;
  created_at: Date;
  created_by: string;
  last_used_at: Date | null;
  version: number;
};

/** What narrows, orders and cuts a selection; `where` and `order` see the columns of `p` and its `status`. */
export type Selection = { where?: Prisma.Sql; order?: Prisma.Sql; page?: Prisma.Sql };

/**
 * The account passcodes of an account that are not deleted, as they are seen at `now`. The one place where the status is
 * decided: the first that fits of expired, suspended, expiring soon, rolling, active (PRODUCT.md, Words).
 */
export function fromPasscodes(accountId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(
    SELECT p.*, CASE
      WHEN p.expires_at <= ${now} THEN 'expired'
      WHEN p.suspended_at IS NOT NULL THEN 'suspended'
      WHEN p.expires_at <= ${now}::timestamptz + make_interval(days => ${expiringSoonDays}::int) THEN 'expiring_soon'
      WHEN EXISTS (SELECT 1 FROM secret s WHERE s.passcode_id = p.id AND s.ended_at IS NULL AND s.retires_at > ${now})
        THEN 'rolling'
      ELSE 'active' END AS status
    FROM passcode p WHERE p.account_id = ${accountId}::uuid AND p.membership_id IS NULL AND p.deleted_at IS NULL) p`;
}

/** The selected passcodes, in order. @param now the database's clock. */
export async function selectPasscodes(
  db: Db,
  accountId: string,
  now: Date,
  { where = Prisma.sql`true`, order = Prisma.sql`p.created_at DESC, p.id`, page = Prisma.empty }: Selection = {},
): Promise<PasscodeView[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, p.name, p.status, current.hint, p.contact_email, p.expires_at, old.retires_at, p.created_at, p.created_by,
           p.last_used_at, p.version
    FROM (SELECT * FROM ${fromPasscodes(accountId, now)} WHERE ${where} ORDER BY ${order} ${page}) p
    LEFT JOIN secret current ON current.passcode_id = p.id AND current.ended_at IS NULL AND current.retires_at IS NULL
    LEFT JOIN LATERAL (SELECT max(s.retires_at) AS retires_at FROM secret s
      WHERE s.passcode_id = p.id AND s.ended_at IS NULL AND s.retires_at > ${now}) old ON true
    ORDER BY ${order}`;
  return rows.map(toView);
}

/** One passcode. @throws AppError `not_found`, the same for another account's and for a deleted one. */
export async function selectPasscode(db: Db, accountId: string, id: string, now: Date): Promise<PasscodeView> {
  const [view] = await selectPasscodes(db, accountId, now, { where: Prisma.sql`p.id = ${id}::uuid` });
  if (!view) throw passcodeNotFound();
  return view;
}

export const passcodeNotFound = () =>
  new AppError("not_found", "There is no such passcode; it may have been deleted already.");

function toView(row: Row): PasscodeView {
  return {
    id: row.id,
    name: row.name,
    kind: "account",
    status: row.status,
    hint: row.hint ?? "",
    contact_email: row.contact_email,
    expires_at: row.expires_at?.toISOString() ?? null,
    retires_at: row.retires_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    created_by: row.created_by,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    version: row.version,
  };
}
