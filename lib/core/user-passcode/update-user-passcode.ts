import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Actor } from "@/lib/core/context";
import { memberTarget, userIdSchema } from "@/lib/core/user/lock-member";
import { selectUser } from "@/lib/core/user/select-users";
import { lockGranted } from "./lock-granted";
import { endOfValidity, validityDaysSchema } from "./validity";

export const updateUserPasscodeInput = z.strictObject({ id: userIdSchema, validity_days: validityDaysSchema });

/** Changes how long a user's passcode is valid, from now on; revives an expired one. @throws AppError `not_found`, `invalid_request`. */
export const updateUserPasscode = command({
  name: "user-passcode.update",
  input: updateUserPasscodeInput,
  lock: (tx, { id }, actor: Actor) => lockGranted(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: async ({ db, now }, { id, validity_days }, { locked }) => {
    const { passcode, policy } = locked;
    const expiresAt = endOfValidity(validity_days, policy, now);
    await db.passcode.update({ where: { id: passcode.id }, data: { expiresAt, version: { increment: 1 } } });
    const [from, to] = [passcode.expiresAt, expiresAt].map((end) => end?.toISOString() ?? null);
    return {
      output: await selectUser(db, passcode.accountId, id, now),
      audit: { target: memberTarget(locked), detail: { expires_at: { from: from ?? null, to: to ?? null } } },
    };
  },
});
