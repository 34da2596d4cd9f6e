import type { RequestInfo } from "@/lib/core/context";
import type { Tx } from "@/lib/db";

/** A console session ends a day after its sign-in, whatever happens in it (NIST SP 800-63B-4 2.2.3). */
const sessionHours = 24;

export type StartedSession = { session_id: string; expires_at: string };

/**
 * Writes the row that a console cookie is bound to, within a command's transaction.
 * @param goesOn the proof and the end of a session that this one goes on from; left out: this is a sign-in.
 */
export async function startSession(
  db: Tx,
  now: Date,
  membershipId: string,
  { address, agent }: RequestInfo,
  goesOn?: { signedInAt: Date; expiresAt: Date },
): Promise<StartedSession> {
  const { signedInAt, expiresAt } = goesOn ?? {
    signedInAt: now,
    expiresAt: new Date(now.getTime() + sessionHours * 3_600_000),
  };
  const row = await db.session.create({ data: { membershipId, signedInAt, expiresAt, address, agent } });
  await db.membership.update({ where: { id: membershipId }, data: { lastSignInAt: now } });
  return { session_id: row.id, expires_at: expiresAt.toISOString() };
}
