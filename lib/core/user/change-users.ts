import { z } from "zod";
import { lockAccount } from "@/lib/core/account/lock-account";
import { command } from "@/lib/core/command";
import { accountIdOf, type Context } from "@/lib/core/context";
import { grantTo } from "@/lib/core/user-passcode/grant-user-passcode";
import { revokeLocked } from "@/lib/core/user-passcode/revoke-user-passcode";
import { validityDaysSchema } from "@/lib/core/user-passcode/validity";
import { removeMember } from "./delete-user";
import { type LockedMember, lockMember, memberTarget, userIdSchema } from "./lock-member";
import { restoreAccess, revokeAccess } from "./update-user";

const changeSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("revoke") }),
  z.strictObject({ do: z.literal("restore") }),
  z.strictObject({ do: z.literal("delete") }),
  z.strictObject({ do: z.literal("grant"), validity_days: validityDaysSchema }),
  z.strictObject({ do: z.literal("revoke_passcode") }),
]);
export type UserBulkChange = z.output<typeof changeSchema>;

export const changeUsersInput = z.strictObject({
  ids: z
    .array(userIdSchema)
    .min(1, "Choose at least one user.")
    .max(500, "At most 500 users at once.")
    .transform((ids) => [...new Set(ids)].sort()),
  change: changeSchema,
});

/**
 * One change of many users: all of them or none, each with an audit event of its own.
 * @returns how many were changed. @throws AppError `not_found`, `last_admin`, `already_granted`, `user_not_active`, `forbidden`,
 * `invalid_request`.
 */
export const changeUsers = command({
  name: "user.change-many",
  input: changeUsersInput,
  lock: async (tx, { ids }, actor) => {
    await lockAccount(tx, accountIdOf(actor));
    const locked: LockedMember[] = [];
    for (const id of ids) locked.push(await lockMember(tx, actor, id));
    return locked;
  },
  touches: ({ actor, locked }) => [accountIdOf(actor), ...locked.map(({ row }) => row.userId)],
  run: async (ctx, { change }, { locked }) => {
    for (const member of locked) await apply(ctx, member, change);
    return {
      output: { changed: locked.length },
      audit: locked.map((member) => ({ target: memberTarget(member), detail: change })),
    };
  },
});

async function apply(ctx: Context, member: LockedMember, change: UserBulkChange): Promise<void> {
  switch (change.do) {
    case "grant":
      await grantTo(ctx, member, change.validity_days);
      return;
    case "revoke_passcode":
      if (member.passcode) await revokeLocked(ctx, member.passcode);
      return;
    default:
      if (change.do === "revoke") await revokeAccess(ctx, member);
      else if (change.do === "restore") await restoreAccess(ctx.db, member);
      else await removeMember(ctx, member);
  }
}
