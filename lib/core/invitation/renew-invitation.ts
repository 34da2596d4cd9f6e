import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Actor } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { lockMember, memberTarget, userIdSchema } from "@/lib/core/user/lock-member";
import { makeInvitationLinks } from "./invitation-link";

/**
 * A new link for somebody who is invited and has not joined; the old one dies. It is in this answer and in no other.
 * @throws AppError `not_found`, `already_granted` (he has joined), `user_not_active` (his access is revoked), `forbidden` (only
 * administrators invite administrators).
 */
export const renewInvitation = command({
  name: "invitation.renew",
  input: z.strictObject({ id: userIdSchema }),
  lock: (tx, { id }, actor: Actor) => lockMember(tx, actor, id),
  touches: null,
  run: async (ctx, { id }, { locked }) => {
    const { row, user } = locked;
    if (row.status === "active") throw new AppError("already_granted", `${user.email} has joined already.`);
    if (row.status === "revoked") {
      throw new AppError("user_not_active", `The access of ${user.email} is revoked. Restore it first.`);
    }
    const [link = ""] = await makeInvitationLinks(ctx, [id]);
    return {
      output: { email: user.email, link },
      audit: { target: memberTarget(locked) },
    };
  },
});
