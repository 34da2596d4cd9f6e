import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Actor, accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { endSessions } from "@/lib/core/session/end-sessions";
import { lockMember, memberTarget, userIdSchema } from "@/lib/core/user/lock-member";
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
  run: async ({ actor, db, now }, _input, { locked }) => {
    const { userId } = locked.row;
    const elsewhere = { userId, deletedAt: null, accountId: { not: accountIdOf(actor) } };
    if (await db.membership.findFirst({ where: elsewhere })) {
      throw new AppError(
        "forbidden",
        `${locked.user.email} is a member of other accounts too. Ask your operator: watchword user reset-totp.`,
      );
    }
    await takeTotpAway(db, userId, now);
    return { output: null, audit: { target: memberTarget(locked) } };
  },
});

async function takeTotpAway(db: Parameters<typeof deleteTotp>[0], userId: string, now: Date): Promise<void> {
  if (!(await db.totp.findUnique({ where: { userId } }))) throw new AppError("not_found", "TOTP is not on.");
  await deleteTotp(db, userId);
  await endSessions(db, now, { userId });
}

/** The operator's command: the same for whoever it is. @throws AppError `not_found`. */
export const resetTotpByOperator = command({
  name: "totp.reset-by-operator",
  input: z.strictObject({ email: z.string() }),
  run: async ({ db, now }, { email }) => {
    const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() } });
    if (!user) throw new AppError("not_found", "There is no such user.");
    await takeTotpAway(db, user.id, now);
    return { output: { email: user.email }, audit: { target: { type: "user", id: user.id, name: user.email } } };
  },
});
