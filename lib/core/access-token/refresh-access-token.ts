import type { z } from "zod";
import { policyOf } from "@/lib/core/account/policy";
import { command } from "@/lib/core/command";
import type { Caller, Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { heldRefusal } from "@/lib/core/token/prove-for-token";
import { endAccessTokenFamily } from "./end-access-token-family";
import { type AccessPair, issueAccessPair } from "./issue-access-pair";
import {
  holderOf,
  type LockedRefreshToken,
  lockRefreshToken,
  refreshEntry,
  refreshTokenInput,
  refreshTokenInvalid,
  requireRefreshToken,
} from "./lock-refresh-token";

/**
 * A new pair for a refresh token, which is spent by it. Somebody who comes with a spent one holds a copy, or its owner does: nobody
 * knows which of the two, so the whole sign-in ends, access tokens too, and is refused everywhere when this answers.
 * @throws AppError `credential_invalid` (unknown, expired, spent, or its sign-in ended meanwhile); `password_expired`,
 * `totp_enrolment_required`; `totp_code_required` where TOTP was switched on since (A4). Source: WIRE.md section 5.
 */
export async function refreshAccessToken(
  caller: Caller,
  input: z.input<typeof refreshTokenInput>,
): Promise<AccessPair> {
  const pair = await exchangeRefreshToken(caller, input);
  if (pair) return pair;
  await endAccessTokenFamily(caller, input);
  throw refreshTokenInvalid();
}

/** Null: it was spent before. The refusal comes later, for what is thrown here would take back what ends the family. */
const exchangeRefreshToken = command({
  name: "access-token.refresh",
  input: refreshTokenInput,
  prepare: requireRefreshToken,
  lock: lockRefreshToken,
  touches: null,
  run: async (ctx, _input, { locked }) => {
    const { row, membership } = locked;
    if (row.endedAt) return { output: null, audit: [] };
    requireStillGood(ctx, locked);
    await ctx.db.token.update({ where: { id: row.id }, data: { endedAt: ctx.now } });
    const signIn = { id: row.signInId, at: row.signedInAt };
    return { output: await issueAccessPair(ctx, membership, signIn), audit: refreshEntry(locked) };
  },
});

/** What a login asks for, a renewal asks for too. */
function requireStillGood({ now }: Context, locked: LockedRefreshToken): void {
  const { row, membership } = locked;
  const isActive = membership.status === "active" && membership.deletedAt === null;
  if (row.expiresAt <= now || !isActive || !policyOf(membership.account.policy).dialects.jwt) {
    throw refreshTokenInvalid();
  }
  const refusal = heldRefusal(holderOf(locked, now).must);
  if (refusal) throw refusal;
  if (membership.user.totp?.confirmedAt) {
    throw new AppError("totp_code_required", "TOTP was switched on since: this dialect has no place for its code.");
  }
}
