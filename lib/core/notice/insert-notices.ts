import { policyOf } from "@/lib/core/account/policy";
import type { Tx } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import { isoText } from "./reminder-moment";

/** The accounts with what their policies say of reminders, as a table in SQL: `w (id, days, administrators, managers, holder, also)`. */
export async function policyTable(db: Tx, accountIds: readonly string[]): Promise<Prisma.Sql> {
  const accounts = await db.account.findMany({
    where: { id: { in: [...accountIds] } },
    select: { id: true, policy: true },
  });
  const rows = accounts.map(({ id, policy }) => {
    const { reminder_days: days, reminder_recipients: recipients } = policyOf(policy);
    return { id, days, ...recipients };
  });
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS w(id uuid, days int[], administrators boolean, managers boolean, holder boolean, also text[])`;
}

const passcodes = Prisma.sql`
  SELECT p.id, p.account_id, p.membership_id, CASE WHEN p.membership_id IS NULL THEN 'account' ELSE 'user' END AS owner, p.name,
    s.hint, p.last_used_at, p.contact_email
  FROM passcode p LEFT JOIN secret s ON s.passcode_id = p.id AND s.ended_at IS NULL AND s.retires_at IS NULL`;

export const privateTokens = Prisma.sql`
  SELECT id, account_id, membership_id, 'token' AS owner, name, hint, last_used_at, NULL::text AS contact_email
  FROM token WHERE kind = 'private'`;

/**
 * Writes what is told of passcodes, or of private tokens, one notice for each recipient: the one place that says who is told. What was
 * told already is left alone (its unique key).
 * @param policies as `policyTable` gives it. @param told a selection of `passcode_id, kind, day, subject_id, occurrence, ends_at, by`.
 * @param among what `passcode_id` is the id of.
 * @returns how many notices were written.
 */
export function insertNotices(
  db: Tx,
  now: Date,
  policies: Prisma.Sql,
  told: Prisma.Sql,
  among: Prisma.Sql = passcodes,
): Promise<number> {
  return db.$executeRaw`
    INSERT INTO notice (account_id, kind, day, subject_id, subject_name, occurrence, recipient, membership_id, facts, created_at)
    SELECT p.account_id, t.kind::notice_kind, t.day, t.subject_id, coalesce(p.name, hu.name), t.occurrence, r.address, r.membership_id,
      jsonb_build_object(
        'account', a.name, 'zone', a.time_zone, 'owner', p.owner,
        'name', coalesce(p.name, hu.name), 'email', hu.email, 'passcode_id', p.id, 'hint', p.hint,
        'ends_at', ${isoText(Prisma.sql`t.ends_at`)}, 'last_used_at', ${isoText(Prisma.sql`p.last_used_at`)},
        'by', t.by, 'relation', r.relation),
      ${now}
    FROM (${told}) t
    JOIN (${among}) p ON p.id = t.passcode_id
    JOIN account a ON a.id = p.account_id
    JOIN ${policies} ON w.id = a.id
    LEFT JOIN membership hm ON hm.id = p.membership_id
    LEFT JOIN app_user hu ON hu.id = hm.user_id
    CROSS JOIN LATERAL (${recipients}) r
    ON CONFLICT (subject_id, kind, day, occurrence, recipient) DO NOTHING`;
}

/** Each address once; what he is to the passcode first of all decides how he is told. */
const recipients = Prisma.sql`
  SELECT DISTINCT ON (address) address, membership_id, relation FROM (
    SELECT hu.email AS address, hm.id AS membership_id, 'holder' AS relation, 1 AS rank WHERE hm.id IS NOT NULL AND w.holder
    UNION ALL
    SELECT u.email, m.id, 'administrator', 2 FROM membership m JOIN app_user u ON u.id = m.user_id
    WHERE m.account_id = a.id AND m.status = 'active' AND m.deleted_at IS NULL
      AND (m.role = 'admin' AND w.administrators OR m.role = 'manager' AND w.managers)
    UNION ALL
    SELECT unnest(w.also), NULL, 'team', 3
    UNION ALL
    SELECT p.contact_email, NULL, 'contact', 4 WHERE p.contact_email IS NOT NULL AND w.holder
  ) every_one ORDER BY address, rank`;
