import { fromPasscodes } from "@/lib/core/passcode/select-passcodes";
import { fromUsers } from "@/lib/core/user/select-users";
import { Prisma } from "@/lib/generated/prisma/client";

/** The passcodes of an account and of its users, as `h`, without the deleted and the revoked; the status is decided where it always is. */
export function fromHeld(accountId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(
    SELECT 'account' AS kind, p.id, p.name, NULL AS email, p.status, p.expires_at, p.last_used_at
    FROM ${fromPasscodes(accountId, now)}
    UNION ALL
    SELECT 'user', u.passcode_id, u.name, u.email, u.passcode_status, u.passcode_expires_at, u.passcode_last_used_at
    FROM ${fromUsers(accountId, now)} WHERE u.passcode_status <> 'revoked') h`;
}
