import { readClock } from "@/lib/core/clock";
import type { UserActor } from "@/lib/core/context";
import { memberActor, withPerson } from "@/lib/core/session/member-actor";
import { unavailableOr } from "@/lib/core/transaction";
import { db } from "@/lib/db";

/**
 * Who acts by a member's token that was accepted, of whatever kind, with his rights of this moment: role and policy are read anew on
 * every request.
 * @param id the token's. @returns null where it has ended meanwhile, or its member is not active any more, or it is nobody's.
 * @throws AppError `unavailable`.
 */
export async function readTokenHolder(id: string): Promise<UserActor | null> {
  try {
    const now = await readClock(db());
    const row = await db().token.findFirst({
      where: { id, endedAt: null, expiresAt: { gt: now }, membership: { status: "active", deletedAt: null } },
      include: { membership: { include: withPerson } },
    });
    return row?.membership
      ? memberActor(row.membership, { sessionId: row.signInId, signedInAt: row.signedInAt }, now)
      : null;
  } catch (error) {
    throw unavailableOr(error);
  }
}
