import { z } from "zod";
import { command } from "@/lib/core/command";
import { userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { startSession } from "./start-session";

/**
 * Goes on in another account of the same person: a session of its own, which ends when the one before would have ended.
 * @param account the public account id. @throws AppError `not_found` where he is not an active member.
 */
export const switchSession = command({
  name: "session.switch",
  input: z.strictObject({ account: z.string("Account: an id is needed.").max(20) }),
  touches: null,
  run: async ({ actor, now, db, request }, { account: publicId }) => {
    const { userId, sessionId, signedInAt, name } = userOf(actor);
    const membership = await db.membership.findFirst({
      where: { userId, status: "active", deletedAt: null, account: { publicId: publicId.toUpperCase() } },
    });
    const before = await db.session.findFirst({ where: { id: sessionId, endedAt: null } });
    if (!membership || !before) throw new AppError("not_found", "You are not a member of this account.");
    await db.session.update({ where: { id: sessionId }, data: { endedAt: now } });
    const { expiresAt } = before;
    return {
      output: await startSession(db, now, membership.id, request, { signedInAt, expiresAt }),
      audit: [membership.accountId, actor.type === "user" ? actor.accountId : null].map((accountId) => ({
        accountId,
        target: { type: "membership", id: membership.id, name },
        detail: { to: publicId.toUpperCase() },
      })),
    };
  },
});
