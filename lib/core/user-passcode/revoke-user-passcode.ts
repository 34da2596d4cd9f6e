import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Actor, Context } from "@/lib/core/context";
import { tellOfPasscode } from "@/lib/core/notice/tell-of-passcode";
import { memberTarget, userIdSchema } from "@/lib/core/user/lock-member";
import type { Passcode } from "@/lib/generated/prisma/client";
import { endUserSecrets } from "./add-user-secret";
import { lockGranted } from "./lock-granted";

/**
 * Revokes a user's passcode: it is refused from the moment this answers. He may be granted a new one.
 * @throws AppError `not_found` (no grant). Source: seed 000, Reset and Revoke User Passcode.
 */
export const revokeUserPasscode = command({
  name: "user-passcode.revoke",
  input: z.strictObject({ id: userIdSchema }),
  lock: (tx, { id }, actor: Actor) => lockGranted(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: async (ctx, _input, { locked }) => {
    await revokeLocked(ctx, locked.passcode);
    return { output: null, audit: { target: memberTarget(locked) } };
  },
});

/** Marks a user's locked passcode revoked and ends its secrets; he and the account's people are told. */
export async function revokeLocked(ctx: Context, passcode: Passcode): Promise<void> {
  const { db, now } = ctx;
  const { id } = passcode;
  await tellOfPasscode(ctx, "passcode_revoked", passcode, id);
  await db.passcode.update({ where: { id }, data: { deletedAt: now, version: { increment: 1 } } });
  await endUserSecrets(db, id, now);
}
