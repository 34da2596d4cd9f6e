import { readClock } from "@/lib/core/clock";
import type { UserActor } from "@/lib/core/context";
import { memberActor, withPerson } from "@/lib/core/session/member-actor";
import { unavailableOr } from "@/lib/core/transaction";
import { db } from "@/lib/db";

/**
 * Who acts by an API key that was accepted, with his rights of this moment.
 * @param id the key's. @returns null where it has been revoked meanwhile, or its member is not active any more.
 * @throws AppError `unavailable`.
 */
export async function readApiKeyHolder(id: string): Promise<UserActor | null> {
  try {
    const row = await db().apiKey.findFirst({
      where: { id, revokedAt: null, membership: { status: "active", deletedAt: null } },
      include: { membership: { include: withPerson } },
    });
    const signIn = row && { sessionId: row.id, signedInAt: row.createdAt };
    return row?.membership && signIn ? memberActor(row.membership, signIn, await readClock(db())) : null;
  } catch (error) {
    throw unavailableOr(error);
  }
}
