import { z } from "zod";
import { lockAccount } from "@/lib/core/account/lock-account";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import { authorize, may } from "@/lib/core/permissions";
import { lockMember, memberTarget } from "@/lib/core/user/lock-member";
import type { Tx } from "@/lib/db";
import type { Prisma, TokenKind } from "@/lib/generated/prisma/client";
import { endTokens } from "./end-tokens";
import { tokenKindSchema } from "./list-tokens";
import type { LiveTokenKind } from "./token-view";

/** What ends with each: an access token alone would be back by its refresh token. */
const kinds: Record<Exclude<LiveTokenKind, "console_session">, TokenKind[]> = {
  ...{ session_token: ["session"], temporary_token: ["temporary"], jwt: ["jwt"], private_token: ["private"] },
  ...{ access_token: ["access", "refresh"], refresh_token: ["access", "refresh"] },
};

/**
 * Ends all live tokens and console sessions of a user, of a kind, or of both, but for the caller's own sign-in; in force when this
 * answers. Of a kind, who is no administrator ends none of administrators.
 * @returns how many ended. @throws AppError `invalid_request` where neither is given; `not_found` (user); `forbidden`: everybody ends his
 * own, and who may end those of others, except an administrator's.
 */
export const endManyTokens = command({
  name: "token.end-many",
  input: z
    .strictObject({ user_id: z.uuid("User: an id is needed.").optional(), kind: tokenKindSchema.optional() })
    .refine(({ user_id, kind }) => user_id !== undefined || kind !== undefined, {
      message: "Say whose tokens, or which kind.",
      path: ["user_id"],
    }),
  lock: async (tx, { user_id }, actor) => {
    const isOwn = actor.type === "user" && actor.membershipId === user_id;
    if (!isOwn) authorize(actor, "token.end-all");
    if (user_id !== undefined) return memberTarget(await lockMember(tx, actor, user_id));
    await lockAccount(tx, accountIdOf(actor));
    return null;
  },
  touches: ({ input: { user_id }, actor }) => [user_id ?? accountIdOf(actor)],
  run: async ({ actor, now, db }, { user_id, kind }, { locked: target }) => {
    const accountId = accountIdOf(actor);
    const others = may(actor, "user.appoint-admin") ? {} : { role: { not: "admin" as const } };
    const membership = { is: { accountId, ...(user_id === undefined ? others : { id: user_id }) } };
    const other = actor.type === "user" ? { not: actor.sessionId } : undefined;
    let ended = 0;
    if (kind === undefined || kind === "console_session") {
      const which = { membership, endedAt: null, expiresAt: { gt: now }, id: other };
      ended += (await db.session.updateMany({ where: which, data: { endedAt: now } })).count;
    }
    if (kind !== "console_session")
      ended += await endAllTokens(db, now, { accountId, user_id, kind, membership, other });
    return { output: { ended }, audit: { target, detail: { kind: kind ?? null, ended } } };
  },
});

type Which = {
  accountId: string;
  user_id: string | undefined;
  kind: Exclude<LiveTokenKind, "console_session"> | undefined;
  membership: { is: Prisma.MembershipWhereInput };
  other: { not: string } | undefined;
};

/** The account's own, by its API key, have no user: they end with their kind. */
async function endAllTokens(
  db: Tx,
  now: Date,
  { accountId, user_id, kind, membership, other }: Which,
): Promise<number> {
  const of = user_id === undefined ? { OR: [{ membership }, { membershipId: null }] } : { membership };
  const which = { accountId, kind: kind && { in: kinds[kind] }, signInId: other, ...of };
  const count = await db.token.count({ where: { ...which, endedAt: null, expiresAt: { gt: now } } });
  await endTokens(db, now, which);
  return count;
}
