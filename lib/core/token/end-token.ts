import { z } from "zod";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { type Actor, accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { may } from "@/lib/core/permissions";
import { lockMember } from "@/lib/core/user/lock-member";
import type { Tx } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import { endTokens } from "./end-tokens";
import { selectLiveTokens } from "./select-live-tokens";
import type { TokenView } from "./token-view";

/**
 * Ends one live token or console session, in force when this answers. With a token ends what the same sign-in issued: it could be
 * renewed by it. A private token ends alone. Everybody ends his own.
 * @throws AppError `not_found`, for what the caller may not see too; `forbidden` for an administrator's, by somebody who is none.
 */
export const endToken = command({
  name: "token.end",
  input: z.strictObject({ id: z.uuid("Token: an id is needed.") }),
  lock: async (tx, { id }, actor) => {
    const token = await findToken(tx, actor, id);
    if (token.user_id && !isOwn(actor, token.user_id)) await lockMember(tx, actor, token.user_id);
    return token;
  },
  touches: ({ locked: { id, user_id } }) => [user_id ?? id],
  run: async ({ now, db }, { id }, { locked: { kind, name, user_email } }) => {
    if (kind === "console_session")
      await db.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: now } });
    else if (kind === "private_token") await endTokens(db, now, { id });
    else {
      const { signInId } = await db.token.findUniqueOrThrow({ where: { id } });
      await endTokens(db, now, { signInId });
    }
    const target = { type: "token", id, name: name ?? user_email ?? "account" };
    return { output: null, audit: { target, detail: { kind } } };
  },
});

/** @throws AppError `not_found`. */
async function findToken(tx: Tx, actor: Actor, id: string): Promise<TokenView> {
  const now = await readClock(tx);
  const where = Prisma.sql`WHERE t.id = ${id}::uuid`;
  const [token] = await selectLiveTokens(tx, accountIdOf(actor), now, where);
  const mayEnd = token && (may(actor, "token.end-all") || isOwn(actor, token.user_id));
  if (!mayEnd) throw new AppError("not_found", "There is no such token; it may have ended already.");
  return token;
}

const isOwn = (actor: Actor, userId: string | null) => actor.type === "user" && actor.membershipId === userId;
