import { dayMs } from "@/lib/core/clock";
import { actorName, type Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { tellPeople } from "@/lib/core/notice/tell-person";
import { digestSecret, digestsOf, makeId, makeToken, parseToken } from "@/lib/core/secrets";
import type { Db } from "@/lib/db";
import { env } from "@/lib/env";

/** SECURITY.md A5. */
const invitationDays = 7;

/**
 * Writes single-use links by which invited members join, good for 7 days; those that they have die.
 * @returns an address for each member, in their order, from the configuration; the token stands in its fragment, which no server and
 * no log sees.
 */
export async function makeInvitationLinks(ctx: Context, membershipIds: readonly string[]): Promise<string[]> {
  const { actor, db, now } = ctx;
  const made = membershipIds.map((membershipId) => ({ id: makeId(), membershipId, token: makeToken("iv") }));
  const expiresAt = new Date(now.getTime() + invitationDays * dayMs);
  const open = { membershipId: { in: [...membershipIds] }, endedAt: null };
  await db.invitation.updateMany({ where: open, data: { endedAt: now } });
  await db.invitation.createMany({
    data: made.map(({ id, membershipId, token }) => ({
      ...{ id, membershipId, ...digestSecret(token) },
      ...{ createdAt: now, createdBy: actorName(actor), expiresAt },
    })),
  });
  await tellInvited(ctx, made, expiresAt);
  return made.map(({ token }) => `${env().PUBLIC_URL}/join#${token}`);
}

/** Sends the links to those who are invited. */
async function tellInvited(
  { actor, db, now }: Context,
  made: readonly { id: string; membershipId: string; token: string }[],
  expiresAt: Date,
): Promise<void> {
  const members = await db.membership.findMany({
    where: { id: { in: made.map(({ membershipId }) => membershipId) } },
    include: { user: true, account: true },
  });
  const byId = new Map(members.map((member) => [member.id, member]));
  const news = made.flatMap(({ id, membershipId, token }) => {
    const member = byId.get(membershipId);
    if (!member) return [];
    const { user, account, role } = member;
    const facts = { account: account.name, by: actorName(actor), role, zone: account.timeZone };
    return [
      {
        ...{ kind: "invitation" as const, occurrence: id, recipient: user.email, token },
        ...{ subject: { id: membershipId, name: user.email }, accountId: account.id, membershipId },
        facts: { ...facts, expires_at: expiresAt.toISOString() },
      },
    ];
  });
  await tellPeople(db, now, news);
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
