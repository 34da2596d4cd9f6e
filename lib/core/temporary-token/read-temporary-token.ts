import { readClock } from "@/lib/core/clock";
import type { Actor } from "@/lib/core/context";
import { memberActor, withPerson } from "@/lib/core/session/member-actor";
import { unavailableOr } from "@/lib/core/transaction";
import { db } from "@/lib/db";

/**
 * Who acts by a temporary token that was accepted: the account itself, or a member with his rights of this moment.
 * @param id the token's. @returns null where it has ended meanwhile, or its member is not active any more.
 * @throws AppError `unavailable`.
 */
export async function readTemporaryToken(id: string): Promise<Actor | null> {
  try {
    const now = await readClock(db());
    const row = await db().token.findFirst({
      where: { id, kind: "temporary", endedAt: null, expiresAt: { gt: now } },
      include: { account: true, membership: { include: withPerson } },
    });
    if (!row) return null;
    const { account, membership, signInId: sessionId, signedInAt } = row;
    if (!membership) {
      return {
        type: "account_token",
        id,
        accountId: account.id,
        accountPublicId: account.publicId,
        name: account.name,
      };
    }
    const isActive = membership.status === "active" && membership.deletedAt === null;
    return isActive ? memberActor(membership, { sessionId, signedInAt }, now) : null;
  } catch (error) {
    throw unavailableOr(error);
  }
}
