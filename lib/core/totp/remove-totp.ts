import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Caller, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { requireFreshSignIn } from "@/lib/core/session/confirm-session";
import { endSessions } from "@/lib/core/session/end-sessions";
import { proveCode } from "@/lib/core/session/prove-person";
import { chargeAttempt, refundAttempt } from "@/lib/core/throttle/charge-attempt";
import { db, type Tx } from "@/lib/db";
import { spendTotpMatch, totpCodeSchema } from "./match-totp-code";

/**
 * Switches one's own TOTP off, by a code of it; the recovery codes go with it and other sign-ins end. A wrong code counts as a
 * failed attempt: who found a session open may not guess.
 * @throws AppError `fresh_sign_in_required`, `not_found` (it is not on), `totp_code_invalid`, `throttled`.
 */
export const removeTotp = command({
  name: "totp.remove",
  input: z.strictObject({ code: totpCodeSchema }),
  prepare: async (caller: Caller, { code }) => {
    const { userId } = userOf(caller.actor);
    const user = await (caller.db ?? db()).user.findUniqueOrThrow({ where: { id: userId }, include: { totp: true } });
    if (!user.totp?.confirmedAt) throw new AppError("not_found", "TOTP is not on.");
    const charge = await chargeAttempt(caller.db, user.email, caller.request.address);
    return { charge, user, match: await proveCode(caller, userId, code, charge) };
  },
  touches: ({ actor }) => [userOf(actor).userId],
  run: async (ctx, _input, { prepared: { charge, user, match } }) => {
    const { actor, now, db } = ctx;
    const { userId, sessionId, membershipId, signedInAt, name } = userOf(actor);
    requireFreshSignIn(signedInAt, now);
    await spendTotpMatch(db, userId, match, now);
    await refundAttempt(db, charge);
    await deleteTotp(db, userId);
    await endSessions(db, now, { userId }, sessionId);
    await tellOwner(ctx, user, "totp_changed", (origin) => ({ ...origin, change: "off", by: null }));
    return { output: null, audit: { target: { type: "membership", id: membershipId, name } } };
  },
});

/** Takes a person's second factor away, recovery codes too. */
export async function deleteTotp(db: Tx, userId: string): Promise<void> {
  await db.totp.deleteMany({ where: { userId } });
  await db.recoveryCode.deleteMany({ where: { userId } });
}
