import { readClock } from "@/lib/core/clock";
import type { UserActor } from "@/lib/core/context";
import { memberActor, withPerson } from "@/lib/core/session/member-actor";
import { unavailableOr } from "@/lib/core/transaction";
import { db } from "@/lib/db";

/**
 * Who acts by Basic that was accepted, with his rights of this moment. He signs in with every request, so nothing of it can be ended.
 * @param id the membership's. @returns null where he is not active any more. @throws AppError `unavailable`.
 */
export async function readBasicHolder(id: string): Promise<UserActor | null> {
  try {
    const row = await db().membership.findFirst({
      where: { id, status: "active", deletedAt: null },
      include: withPerson,
    });
    const now = await readClock(db());
    return row && memberActor(row, { sessionId: row.id, signedInAt: now }, now);
  } catch (error) {
    throw unavailableOr(error);
  }
}
