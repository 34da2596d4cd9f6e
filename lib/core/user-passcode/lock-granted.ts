import type { Actor } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { type LockedMember, lockMember } from "@/lib/core/user/lock-member";
import type { Tx } from "@/lib/db";
import type { Passcode } from "@/lib/generated/prisma/client";

/** A member who has a passcode, locked for a change of it. @throws AppError `not_found` (no such user, or no grant). */
export async function lockGranted(tx: Tx, actor: Actor, id: string): Promise<LockedMember & { passcode: Passcode }> {
  const member = await lockMember(tx, actor, id);
  const { passcode } = member;
  if (passcode) return { ...member, passcode };
  throw new AppError("not_found", `${member.user.email} has no passcode; it may have been revoked already. Grant one.`);
}
