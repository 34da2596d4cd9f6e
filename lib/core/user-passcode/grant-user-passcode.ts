import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Actor, actorName, type Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { tellOfPasscode } from "@/lib/core/notice/tell-of-passcode";
import { type LockedMember, lockMember, memberTarget, userIdSchema } from "@/lib/core/user/lock-member";
import { selectUser } from "@/lib/core/user/select-users";
import { addUserSecret } from "./add-user-secret";
import { endOfValidity, validityDaysSchema } from "./validity";

export const grantUserPasscodeInput = z.strictObject({ id: userIdSchema, validity_days: validityDaysSchema });

/**
 * Grants a member his passcode: he alone can show it, in his own settings; it is in no answer to an administrator.
 * @throws AppError `not_found`, `already_granted`, `user_not_active` (revoked), `invalid_request`. Source: seed 000, Enable User
 * Passcode For a User.
 */
export const grantUserPasscode = command({
  name: "user-passcode.grant",
  input: grantUserPasscodeInput,
  lock: (tx, { id }, actor: Actor) => lockMember(tx, actor, id),
  touches: null,
  run: async (ctx, { id, validity_days }, { locked }) => {
    const expiresAt = await grantTo(ctx, locked, validity_days);
    return {
      output: await selectUser(ctx.db, locked.row.accountId, id, ctx.now),
      audit: { target: memberTarget(locked), detail: { expires_at: expiresAt?.toISOString() ?? null } },
    };
  },
});

/** @throws AppError `already_granted`, `user_not_active`, `invalid_request`. */
export async function grantTo(
  ctx: Context,
  { row, user, passcode, policy }: LockedMember,
  validityDays: number | null,
): Promise<Date | null> {
  const { actor, db, now } = ctx;
  if (row.status === "revoked") {
    throw new AppError("user_not_active", `The access of ${user.email} is revoked. Restore it first.`);
  }
  if (passcode) {
    throw new AppError("already_granted", `${user.email} has a passcode. Change its validity, reset it or revoke it.`);
  }
  const expiresAt = endOfValidity(validityDays, policy, now);
  const { id: membershipId, accountId } = row;
  const made = await db.passcode.create({
    data: { accountId, membershipId, expiresAt, holdsPlace: false, createdAt: now, createdBy: actorName(actor) },
  });
  await tellOfPasscode(ctx, "passcode_granted", made, await addUserSecret(db, made, now));
  return expiresAt;
}
