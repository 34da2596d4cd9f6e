import type { AuditEntry } from "@/lib/core/audit/append-audit-events";
import { readClock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { digestSecret, digestsOf, makeToken, parseToken } from "@/lib/core/secrets";
import { lockUser } from "@/lib/core/user/lock-user";
import type { Db, Tx } from "@/lib/db";
import { env } from "@/lib/env";
import type { MailedLinkPurpose, User } from "@/lib/generated/prisma/client";

/** SECURITY.md A5. */
const lifeMinutes = 60;

/** There is a server that mails go out by. */
export const hasMailServer = () => env().SMTP_URL !== undefined;

/**
 * Writes a single-use link that goes to a mailbox, good for an hour; the person's older ones for the same purpose die.
 * @param userId null: nobody has the address that was asked for; the link opens nothing.
 */
export async function makeMailedLink(
  db: Tx,
  now: Date,
  { purpose, userId, newEmail = null }: { purpose: MailedLinkPurpose; userId: string | null; newEmail?: string | null },
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const token = makeToken("ml");
  const expiresAt = new Date(now.getTime() + lifeMinutes * 60_000);
  await db.mailedLink.updateMany({ where: { purpose, userId, endedAt: null }, data: { endedAt: now } });
  const { id } = await db.mailedLink.create({
    data: { purpose, userId, newEmail, ...digestSecret(token), createdAt: now, expiresAt },
  });
  return { id, token, expiresAt };
}

/** What a person has asked for by mail falls away: his password or his address is another one now. */
export async function endMailedLinks(db: Tx, userId: string, now: Date): Promise<void> {
  await db.mailedLink.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
}

/** The link that a token opens, with its person. @throws AppError `mailed_link_invalid`: unknown, used, replaced, expired, or for another purpose. */
export async function findMailedLink(db: Db, token: string, purpose: MailedLinkPurpose, now: Date) {
  const row =
    parseToken(token)?.kind === "ml"
      ? await db.mailedLink.findFirst({
          where: { digest: { in: digestsOf(token) }, purpose, endedAt: null, expiresAt: { gt: now } },
          include: { user: { include: { totp: true } } },
        })
      : null;
  if (row?.user) return { ...row, user: row.user };
  throw new AppError(
    "mailed_link_invalid",
    "This link has been used, has been replaced or is older than an hour. Ask for a new one.",
  );
}

/** The same for its use, under its person's lock: of two at once the second finds it used. @throws AppError `mailed_link_invalid`. */
export async function lockMailedLink(tx: Tx, token: string, purpose: MailedLinkPurpose) {
  const { user } = await findMailedLink(tx, token, purpose, await readClock(tx));
  await lockUser(tx, user.id);
  return findMailedLink(tx, token, purpose, await readClock(tx));
}

/** What the audit log says of its use: in the account where the person is a member; in the installation's log where he is in none. */
export async function entryOfUse(db: Tx, user: User, detail: AuditEntry["detail"]): Promise<AuditEntry> {
  const membership = await db.membership.findFirst({ where: { userId: user.id, status: "active", deletedAt: null } });
  return {
    accountId: membership?.accountId ?? null,
    target: membership && { type: "membership", id: membership.id, name: user.email },
    detail,
  };
}

/** Ends a link by its use. @throws AppError `mailed_link_invalid` where another request was first. */
export async function spendMailedLink(db: Tx, id: string, now: Date): Promise<void> {
  const { count } = await db.mailedLink.updateMany({ where: { id, endedAt: null }, data: { endedAt: now } });
  if (count === 0) throw new AppError("mailed_link_invalid", "This link has been used already. Ask for a new one.");
}
