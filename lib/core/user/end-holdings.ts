import type { Context } from "@/lib/core/context";
import { endSessions } from "@/lib/core/session/end-sessions";
import { endTokens } from "@/lib/core/token/end-tokens";
import { revokeLocked } from "@/lib/core/user-passcode/revoke-user-passcode";
import type { LockedMember } from "./lock-member";

/**
 * Ends all that a member holds, in the transaction of what ends him: passcode, sign-ins, tokens, API key, open invitation. In force when the
 * command answers (DESIGN section 2).
 */
export async function endHoldings(ctx: Context, { row, passcode }: LockedMember): Promise<void> {
  const { db, now } = ctx;
  if (passcode) await revokeLocked(ctx, passcode);
  await endSessions(db, now, { id: row.id });
  await endTokens(db, now, { membershipId: row.id });
  await db.apiKey.updateMany({ where: { membershipId: row.id, revokedAt: null }, data: { revokedAt: now } });
  await db.invitation.updateMany({ where: { membershipId: row.id, endedAt: null }, data: { endedAt: now } });
}
