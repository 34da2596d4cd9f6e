import { z } from "zod";
import { dayMs } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { keptDays } from "@/lib/core/passcode/purge-passcodes";

const batchSize = 200;

/**
 * Removes members who were deleted 90 days ago, once their passcodes are purged, and people who are members of nothing any more;
 * sign-ins, tokens and invitations that are over go with them.
 * @returns how many members went; call again while it is not 0.
 */
export const purgeUsers = command({
  name: "user.purge",
  input: z.strictObject({}),
  lock: async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; userId: string; accountId: string }[]>`
      SELECT m.id, m.user_id AS "userId", m.account_id AS "accountId" FROM membership m
      WHERE m.deleted_at <= clock_timestamp() - make_interval(days => ${keptDays}::int)
        AND NOT EXISTS (SELECT 1 FROM passcode p WHERE p.membership_id = m.id)
      ORDER BY m.id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`;
    return rows;
  },
  touches: null,
  run: async ({ now, db }, _input, { locked: rows }) => {
    const ids = rows.map(({ id }) => id);
    const old = { lte: new Date(now.getTime() - keptDays * dayMs) };
    await db.signInChallenge.deleteMany({ where: { OR: [{ membershipId: { in: ids } }, { expiresAt: old }] } });
    await db.invitation.deleteMany({ where: { OR: [{ membershipId: { in: ids } }, { endedAt: old }] } });
    await db.session.deleteMany({ where: { OR: [{ membershipId: { in: ids } }, { expiresAt: old }] } });
    await db.token.deleteMany({ where: { OR: [{ membershipId: { in: ids } }, { expiresAt: old }] } });
    await db.apiKey.deleteMany({
      where: { tokens: { none: {} }, OR: [{ membershipId: { in: ids } }, { revokedAt: old }] },
    });
    await db.membership.deleteMany({ where: { id: { in: ids } } });
    const orphans = { id: { in: rows.map(({ userId }) => userId) }, memberships: { none: {} } };
    await db.totp.deleteMany({ where: { user: orphans } });
    await db.recoveryCode.deleteMany({ where: { user: orphans } });
    await db.user.deleteMany({ where: orphans });
    return {
      output: { purged: rows.length },
      audit: rows.map(({ id, accountId }) => ({ accountId, target: { type: "membership", id, name: "deleted user" } })),
    };
  },
});
