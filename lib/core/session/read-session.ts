import { z } from "zod";
import { readClock } from "@/lib/core/clock";
import type { UserActor } from "@/lib/core/context";
import { unavailableOr } from "@/lib/core/transaction";
import { db, type Tx } from "@/lib/db";
import { memberActor, withPerson } from "./member-actor";

export type SignedIn = {
  actor: UserActor;
  account: { id: string; name: string; realm: string };
  user: { name: string; email: string };
};

/**
 * Who a session's row belongs to, read anew on every request (SECURITY.md A6): ended, expired, or of a member who is not
 * active any more → null. @param sessionId what the cookie held; anything. @throws AppError `unavailable`.
 */
export async function readSession(sessionId: string, tx?: Tx): Promise<SignedIn | null> {
  if (!z.uuid().safeParse(sessionId).success) return null;
  const database = tx ?? db();
  try {
    const now = await readClock(database);
    const row = await database.session.findFirst({
      where: {
        id: sessionId,
        endedAt: null,
        expiresAt: { gt: now },
        membership: { status: "active", deletedAt: null },
      },
      include: { membership: { include: withPerson } },
    });
    if (!row) return null;
    const { membership, signedInAt } = row;
    const { account, user } = membership;
    return {
      actor: memberActor(membership, { sessionId, signedInAt }, now),
      account: { id: account.publicId, name: account.name, realm: account.realm },
      user: { name: user.name, email: user.email },
    };
  } catch (error) {
    throw unavailableOr(error);
  }
}
