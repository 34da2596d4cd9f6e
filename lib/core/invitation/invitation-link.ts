import { dayMs } from "@/lib/core/clock";
import { actorName, type Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { digestSecret, digestsOf, makeToken, parseToken } from "@/lib/core/secrets";
import type { Db } from "@/lib/db";
import { env } from "@/lib/env";

/** SECURITY.md A5. */
const invitationDays = 7;

/**
 * Writes single-use links by which invited members join, good for 7 days; those that they have die.
 * @returns an address for each member, in their order, from the configuration; the token stands in its fragment, which no server and
 * no log sees.
 */
export async function makeInvitationLinks(
  { actor, db, now }: Context,
  membershipIds: readonly string[],
): Promise<string[]> {
  const made = membershipIds.map((membershipId) => ({ membershipId, token: makeToken("iv") }));
  const expiresAt = new Date(now.getTime() + invitationDays * dayMs);
  const open = { membershipId: { in: [...membershipIds] }, endedAt: null };
  await db.invitation.updateMany({ where: open, data: { endedAt: now } });
  await db.invitation.createMany({
    data: made.map(({ membershipId, token }) => ({
      ...{ membershipId, ...digestSecret(token) },
      ...{ createdAt: now, createdBy: actorName(actor), expiresAt },
    })),
  });
  return made.map(({ token }) => `${env().PUBLIC_URL}/join#${token}`);
}

/** The invitation that a token opens, with whom it invites where to. @throws AppError `invitation_invalid`: unknown, used, replaced, expired, or its member revoked. */
export async function findInvitation(db: Db, token: string, now: Date) {
  const row =
    parseToken(token)?.kind === "iv"
      ? await db.invitation.findFirst({
          where: {
            digest: { in: digestsOf(token) },
            endedAt: null,
            expiresAt: { gt: now },
            membership: { status: "invited", deletedAt: null },
          },
          include: { membership: { include: { user: true, account: true } } },
        })
      : null;
  if (row) return row;
  throw new AppError(
    "invitation_invalid",
    "This invitation has been used, has been replaced or is older than 7 days. Ask who invited you for a new link.",
  );
}
