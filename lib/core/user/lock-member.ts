import { z } from "zod";
import { lockAccount } from "@/lib/core/account/lock-account";
import type { Policy } from "@/lib/core/account/policy";
import { type Actor, accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { authorize, may } from "@/lib/core/permissions";
import type { Tx } from "@/lib/db";
import type { Membership, Passcode, User } from "@/lib/generated/prisma/client";
import { userNotFound } from "./select-users";

export const userIdSchema = z.uuid("User: an id is needed.");

/** A member under his account's lock, with his passcode that is not revoked. */
export type LockedMember = { row: Membership; user: User; passcode: Passcode | null; policy: Policy };

/**
 * Locks a member for a change of him or of what he holds: the account's row first, as every command does, so that the last
 * administrator stays under a race. Only administrators change administrators.
 * @param id the membership's. @throws AppError `not_found`, for another account's too; `forbidden`.
 */
export async function lockMember(tx: Tx, actor: Actor, id: string): Promise<LockedMember> {
  const accountId = accountIdOf(actor);
  const policy = await lockAccount(tx, accountId);
  await tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid FOR UPDATE`;
  const found = await tx.membership.findFirst({
    where: { id, accountId, deletedAt: null },
    include: { user: true, passcodes: { where: { deletedAt: null } } },
  });
  if (!found) throw userNotFound();
  const { user, passcodes, ...row } = found;
  if (row.role === "admin" && !may(actor, "user.appoint-admin")) {
    throw new AppError("forbidden", `${user.email} is an administrator: only administrators change that.`);
  }
  return { row, user, passcode: passcodes[0] ?? null, policy };
}

/** Only administrators make administrators. @param roles those that are given. @throws AppError `forbidden`. */
export function requireMayAppoint(actor: Actor, ...roles: (string | undefined)[]): void {
  if (roles.includes("admin")) authorize(actor, "user.appoint-admin");
}

/** Call it under the account's lock, before an administrator is changed. @throws AppError `last_admin`. */
export async function requireAnotherAdmin(db: Tx, { row, user }: LockedMember): Promise<void> {
  const { id, accountId, role, status } = row;
  if (role !== "admin" || status !== "active") return;
  const others = { accountId, role: "admin", status: "active", deletedAt: null, id: { not: id } } as const;
  if (await db.membership.findFirst({ where: others, select: { id: true } })) return;
  throw new AppError(
    "last_admin",
    `${user.email} is the last administrator of the account. Make somebody else one first.`,
  );
}

/** What the audit log calls a member. */
export const memberTarget = ({ row, user }: Pick<LockedMember, "row" | "user">) => ({
  type: "membership",
  id: row.id,
  name: user.email,
});
