import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Actor } from "@/lib/core/context";
import { tellOfPasscode } from "@/lib/core/notice/tell-of-passcode";
import { passcodeExpired } from "@/lib/core/passcode/rotate-passcode";
import { memberTarget, userIdSchema } from "@/lib/core/user/lock-member";
import { selectUser } from "@/lib/core/user/select-users";
import { addUserSecret, endUserSecrets } from "./add-user-secret";
import { lockGranted } from "./lock-granted";

/**
 * A fresh passcode for a user; the old one is refused from the moment this answers, its end stays.
 * @throws AppError `not_found` (no grant), `passcode_expired`. Source: seed 000, Reset and Revoke User Passcode.
 */
export const resetUserPasscode = command({
  name: "user-passcode.reset",
  input: z.strictObject({ id: userIdSchema }),
  lock: (tx, { id }, actor: Actor) => lockGranted(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: async (ctx, { id }, { locked }) => {
    const { db, now } = ctx;
    const { passcode } = locked;
    if (passcode.expiresAt && passcode.expiresAt <= now) throw passcodeExpired();
    await endUserSecrets(db, passcode.id, now);
    await tellOfPasscode(ctx, "passcode_reset", passcode, await addUserSecret(db, passcode, now));
    await db.passcode.update({ where: { id: passcode.id }, data: { version: { increment: 1 } } });
    return {
      output: await selectUser(db, passcode.accountId, id, now),
      audit: { target: memberTarget(locked) },
    };
  },
});
