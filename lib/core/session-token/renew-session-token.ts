import { z } from "zod";
import { command } from "@/lib/core/command";
import { type UserActor, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { heldRefusal } from "@/lib/core/token/prove-for-token";
import { toProfile } from "@/lib/core/user/read-profile";
import type { Tx } from "@/lib/db";
import { issueSessionToken } from "./issue-session-token";

/**
 * Another session token of the caller's sign-in; the one he has lives on to its own end. No sign-in lasts longer than `session_max`,
 * whatever is renewed (V7).
 * @throws AppError `credential_invalid` where the sign-in ended meanwhile; `password_expired`, `totp_enrolment_required`. Source: seed 002, WIRE.md section 3.
 */
export const renewSessionToken = command({
  name: "session-token.renew",
  input: z.strictObject({}),
  touches: null,
  lock: (tx, _input, actor) => holdSignIn(tx, userOf(actor)),
  run: async (ctx) => {
    const { sessionId: id, signedInAt: at, membershipId, must } = userOf(ctx.actor);
    const refusal = heldRefusal(must);
    if (refusal) throw refusal;
    const include = { account: true, user: true };
    const membership = await ctx.db.membership.findUniqueOrThrow({ where: { id: membershipId }, include });
    const { token, expires_at } = await issueSessionToken(ctx, membership, { id, at });
    return {
      output: { token, expires_at, user: toProfile(membership) },
      audit: { target: { type: "membership", id: membershipId, name: membership.user.name } },
    };
  },
});

/** Whoever ends this sign-in, or its member, waits for us (`endTokens`), or we for him. */
async function holdSignIn(tx: Tx, { membershipId, sessionId }: UserActor): Promise<void> {
  // First, as the ends do: the new token's foreign key would lock it after the tokens.
  await tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${membershipId}::uuid FOR KEY SHARE`;
  const live = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM token
    WHERE sign_in_id = ${sessionId}::uuid AND ended_at IS NULL AND expires_at > clock_timestamp() FOR SHARE`;
  if (live.length === 0) throw new AppError("credential_invalid", "This sign-in has ended.");
}
