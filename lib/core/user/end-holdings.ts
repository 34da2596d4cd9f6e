import { endSessions } from "@/lib/core/session/end-sessions";
import { revokeLocked } from "@/lib/core/user-passcode/revoke-user-passcode";
import type { Tx } from "@/lib/db";
import type { LockedMember } from "./lock-member";

/**
 * Ends all that a member holds, in the transaction of what ends him: passcode, sign-ins with their tokens, open invitation. In force when the
 * command answers (DESIGN section 2).
 */
export async function endHoldings(db: Tx, { row, passcode }: LockedMember, now: Date): Promise<void> {
  if (passcode) await revokeLocked(db, passcode, now);
  await endSessions(db, now, { id: row.id });
  await db.invitation.updateMany({ where: { membershipId: row.id, endedAt: null }, data: { endedAt: now } });
}
