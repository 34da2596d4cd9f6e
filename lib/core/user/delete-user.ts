import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Actor, Context } from "@/lib/core/context";
import { endHoldings } from "./end-holdings";
import { type LockedMember, lockMember, memberTarget, requireAnotherAdmin, userIdSchema } from "./lock-member";

/**
 * Deletes a member: all that he holds is refused from the moment this answers. The person stays where he is a member of other
 * accounts. @throws AppError `not_found`, `last_admin`, `forbidden` (only administrators delete administrators).
 */
export const deleteUser = command({
  name: "user.delete",
  input: z.strictObject({ id: userIdSchema }),
  lock: (tx, { id }, actor: Actor) => lockMember(tx, actor, id),
  touches: ({ input }) => [input.id],
  run: async (ctx, _input, { locked }) => {
    await removeMember(ctx, locked);
    return { output: null, audit: { target: memberTarget(locked), detail: { role: locked.row.role } } };
  },
});

/** @throws AppError `last_admin`. */
export async function removeMember(ctx: Context, locked: LockedMember): Promise<void> {
  const { db, now } = ctx;
  await requireAnotherAdmin(db, locked);
  await endHoldings(ctx, locked);
  await db.membership.update({ where: { id: locked.row.id }, data: { status: "revoked", deletedAt: now } });
}
