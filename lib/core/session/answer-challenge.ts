import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { chargeAttempt, refundAttempt } from "@/lib/core/throttle/charge-attempt";
import { spendTotpMatch, totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { spendChallenge, takeGuess } from "./challenge";
import { proveCode, requireStillActive } from "./prove-person";
import { startSession } from "./start-session";
import { tellOfNewDevice } from "./tell-new-device";

export const answerChallengeInput = z.strictObject({ challenge: z.string(), code: totpCodeSchema });

/**
 * The second step of a sign-in: a TOTP code, or a recovery code, each good once over all nodes (SECURITY.md A3). Five guesses a
 * challenge, and each counts as a failed attempt for the name: a known password opens no way to guess codes.
 * @throws AppError `challenge_over`, `totp_code_invalid`, `throttled`.
 */
export const answerChallenge = command({
  name: "session.answer-challenge",
  input: answerChallengeInput,
  prepare: prepareAnswer,
  touches: null,
  run: async (ctx, _input, { prepared: { challengeId, charge, match, membership } }) => {
    const { now, db, request } = ctx;
    const { id, accountId, user, account } = membership;
    await requireStillActive(db, id);
    await spendChallenge(db, challengeId, now);
    await spendTotpMatch(db, user.id, match, now);
    await refundAttempt(db, charge, 2);
    await tellOfNewDevice(ctx, { user, account });
    return {
      output: await startSession(db, now, id, request),
      audit: {
        accountId,
        target: { type: "membership", id, name: user.name },
        detail: { email: user.email, second_factor: match.by },
      },
    };
  },
});

async function prepareAnswer(caller: Caller, { challenge, code }: z.output<typeof answerChallengeInput>) {
  const { id: challengeId, membership } = await takeGuess(caller.db, challenge);
  const { user } = membership;
  const charge = await chargeAttempt(caller.db, user.email, caller.request.address);
  return { challengeId, charge, membership, match: await proveCode(caller, user.id, code, charge) };
}
