import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Actor, accountIdOf, actorName, type Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { endSessions } from "@/lib/core/session/end-sessions";
import { lockMember, memberTarget, userIdSchema } from "@/lib/core/user/lock-member";
import { lockUser } from "@/lib/core/user/lock-user";
import type { User } from "@/lib/generated/prisma/client";
import { deleteTotp } from "./remove-totp";

/**
 * An administrator takes a lost second factor away; the person signs in with his password alone and enrols anew, and all his
 * sign-ins end. Of somebody who is a member of other accounts too only the operator may: one account cannot weaken another.
 * @throws AppError `not_found` (no such user, or no TOTP), `forbidden`.
 */
export const resetTotp = command({
  name: "totp.reset",
  input: z.strictObject({ id: userIdSchema }),
  lock: (tx, { id }, actor: Actor) => lockMember(tx, actor, id),
  touches: ({ locked }) => [locked.user.id],
  run: async (ctx, _input, { locked }) => {
    const { actor, db } = ctx;
    const { userId } = locked.row;
    const elsewhere = { userId, deletedAt: null, accountId: { not: accountIdOf(actor) } };
    if (await db.membership.findFirst({ where: elsewhere })) {
      throw new AppError(
        "forbidden",
        `${locked.user.email} is a member of other accounts too. Ask your operator: watchword user reset-totp.`,
      );
    }
    await takeTotpAway(ctx, locked.user);
    return { output: null, audit: { target: memberTarget(locked) } };
  },
});

async function takeTotpAway(ctx: Context, user: User): Promise<void> {
  const { actor, db, now } = ctx;
  const { id: userId } = user;
  if (!(await db.totp.findUnique({ where: { userId } }))) throw new AppError("not_found", "TOTP is not on.");
  await deleteTotp(db, userId);
  await endSessions(db, now, { userId });
  const by = actorName(actor);
  await tellOwner(ctx, user, "totp_changed", (origin) => ({ ...origin, change: "reset", by }));
}

/** The operator's command: the same for whoever it is. @throws AppError `not_found`. */
export const resetTotpByOperator = command({
  name: "totp.reset-by-operator",
  input: z.strictObject({ email: z.string() }),
  lock: async (tx, { email }) => {
    const user = await tx.user.findUnique({ where: { email: email.trim().toLowerCase() } });
    if (!user) throw new AppError("not_found", "There is no such user.");
    return lockUser(tx, user.id);
  },
  touches: ({ locked }) => [locked.id],
  run: async (ctx, _input, { locked: user }) => {
    await takeTotpAway(ctx, user);
    return { output: { email: user.email }, audit: { target: { type: "user", id: user.id, name: user.email } } };
  },
});
