import type { Tx } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import { isoText } from "./reminder-moment";

/**
 * Cancels what is not sent and no longer true: the end was moved, the passcode or private token deleted or revoked, the secret replaced, the link
 * used or replaced, the recipient no member any more. It looks at the rows as they are, so that no command can forget it.
 * @param among narrows the notices `n` that are looked at.
 */
export async function cancelStale(db: Tx, now: Date, among: Prisma.Sql): Promise<void> {
  await db.$executeRaw`
    UPDATE notice n SET cancelled_at = ${now}, sealed = NULL, vault_key_id = NULL
    WHERE n.sent_at IS NULL AND n.cancelled_at IS NULL AND (${among}) AND (${isStale})`;
}

const isStale = Prisma.sql`
  CASE n.kind
    WHEN 'expiry' THEN NOT EXISTS (SELECT FROM passcode p WHERE p.id = n.subject_id AND p.deleted_at IS NULL
      AND ${isoText(Prisma.sql`p.expires_at`)} = n.occurrence)
    WHEN 'private_token_expiry' THEN NOT EXISTS (SELECT FROM token t WHERE t.id = n.subject_id AND t.ended_at IS NULL
      AND ${isoText(Prisma.sql`t.expires_at`)} = n.occurrence)
    WHEN 'retirement' THEN NOT EXISTS (SELECT FROM secret s JOIN passcode p ON p.id = s.passcode_id WHERE s.id = n.subject_id
      AND s.ended_at IS NULL AND p.deleted_at IS NULL AND ${isoText(Prisma.sql`s.retires_at`)} = n.occurrence)
    WHEN 'passcode_granted' THEN NOT EXISTS (SELECT FROM secret s WHERE s.id::text = n.occurrence AND s.ended_at IS NULL)
    WHEN 'passcode_reset' THEN NOT EXISTS (SELECT FROM secret s WHERE s.id::text = n.occurrence AND s.ended_at IS NULL)
    WHEN 'invitation' THEN NOT EXISTS (SELECT FROM invitation i WHERE i.id::text = n.occurrence AND i.ended_at IS NULL)
    WHEN 'password_reset' THEN NOT EXISTS (SELECT FROM mailed_link l WHERE l.id::text = n.occurrence AND l.ended_at IS NULL)
    WHEN 'email_change' THEN NOT EXISTS (SELECT FROM mailed_link l WHERE l.id::text = n.occurrence AND l.ended_at IS NULL)
    ELSE false
  END
  OR n.kind IN ('expiry', 'retirement', 'passcode_granted', 'passcode_reset', 'private_token_made', 'private_token_expiry') AND n.membership_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM membership m WHERE m.id = n.membership_id AND m.status <> 'revoked' AND m.deleted_at IS NULL)`;
