import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Actor, Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { roles } from "@/lib/core/permissions";
import type { Tx } from "@/lib/db";
import { endHoldings } from "./end-holdings";
import {
  type LockedMember,
  lockMember,
  memberTarget,
  requireAnotherAdmin,
  requireMayAppoint,
  userIdSchema,
} from "./lock-member";
import { selectUser } from "./select-users";

export const updateUserInput = z.strictObject({
  id: userIdSchema,
  role: z.enum(roles, `Role: one of ${roles.join(", ")}.`).optional(),
  status: z.enum(["active", "revoked"], "Status: active or revoked.").optional(),
});

/**
 * Changes a member's role, revokes his access (his passcode, keys, tokens and sign-ins end with it) or restores it.
 * @throws AppError `not_found`, `last_admin`, `user_not_active` (an invited one becomes active by joining), `forbidden` (only
 * administrators change administrators).
 */
export const updateUser = command({
  name: "user.update",
  input: updateUserInput,
  lock: (tx, { id }, actor: Actor) => lockMember(tx, actor, id),
  // Restored, he may be a member of several accounts now.
  touches: ({ input, locked }) => [input.id, locked.row.userId],
  run: async (ctx, { id, role, status }, { locked }) => {
    const { row } = locked;
    requireMayAppoint(ctx.actor, role);
    requireSomething(role ?? status);
    const wasStatus = row.status;
    if (role && role !== row.role) {
      if (role !== "admin") await requireAnotherAdmin(ctx.db, locked);
      await ctx.db.membership.update({ where: { id }, data: { role } });
    }
    if (status === "revoked") await revokeAccess(ctx, locked);
    if (status === "active") await restoreAccess(ctx.db, locked);
    const after = await selectUser(ctx.db, row.accountId, id, ctx.now);
    return {
      output: after,
      audit: {
        target: memberTarget(locked),
        detail: {
          ...(after.role !== row.role && { role: { from: row.role, to: after.role } }),
          ...(after.status !== wasStatus && { status: { from: wasStatus, to: after.status } }),
        },
      },
    };
  },
});

/** @throws AppError `invalid_request` where nothing is to be changed. */
function requireSomething(given: string | undefined): void {
  if (given !== undefined) return;
  const message = "Give a role or a status.";
  throw new AppError("invalid_request", message, { issues: [{ path: "role", message }] });
}

/** Ends a member's access and all that he holds; one that is ended already stays so. @throws AppError `last_admin`. */
export async function revokeAccess(ctx: Context, locked: LockedMember): Promise<void> {
  const { db } = ctx;
  await requireAnotherAdmin(db, locked);
  await endHoldings(ctx, locked);
  await db.membership.update({ where: { id: locked.row.id }, data: { status: "revoked" } });
}

/** Lets a member in again; who never joined is invited again, and needs a new link. @throws AppError `user_not_active`. */
export async function restoreAccess(db: Tx, { row, user }: LockedMember): Promise<void> {
  if (row.status === "invited") {
    throw new AppError(
      "user_not_active",
      "An invited user becomes active by his own link. Make a new one if it is lost.",
    );
  }
  if (row.status === "active") return;
  await db.membership.update({
    where: { id: row.id },
    data: { status: user.passwordDigest === null ? "invited" : "active" },
  });
}
