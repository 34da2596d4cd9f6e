import type { VerifiedBasic } from "@/lib/core/basic-token/verify-basic";
import type { RequestInfo } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { memoryKeyOf } from "@/lib/core/secrets";
import { type Decision, decideCredential, notFound } from "@/lib/core/verification/decide-credential";
import { type ProcessClock, processClock, within } from "@/lib/process-clock";
import { sharedTurns } from "./shared-turns";
import type { Question } from "./verifier";

/** The core's `verifyBasic`. */
export type VerifyBasic = (
  request: RequestInfo,
  basic: string,
  beforeReading: (() => void) | null,
) => Promise<VerifiedBasic | null>;

export type BasicMemory = {
  recall(question: Question): Decision | null;
  /** Called before what may be remembered is read. @returns what keeps it, where nothing was forgotten meanwhile. */
  begin(): (question: Question, verified: VerifiedBasic) => void;
};

export type BasicQuestion = Question & { request: RequestInfo };

export const isBasic = (question: Question): question is BasicQuestion => question.request !== undefined;

/** An outage is answered within 2 s (V9). */
const answerWithinMs = 1900;

/**
 * Decides about Basic: by memory, else by the core, once for all who ask the same at once, so that a crowd with the right password pays
 * argon2 once where it is remembered. @param memory null: nothing is remembered.
 */
export function basicVerifier(verify: VerifyBasic, memory: BasicMemory | null, clock: ProcessClock = processClock) {
  const inTurn = sharedTurns<Decision>();
  return async (question: BasicQuestion): Promise<Decision> => {
    const { token, kinds, accountId, request } = question;
    if (!kinds.includes("basic")) return notFound;
    return inTurn(memoryKeyOf(token), async () => {
      // Who waited for a turn finds what the one before him has read.
      const recalled = memory?.recall(question);
      if (recalled) return recalled;
      let keep: ReturnType<BasicMemory["begin"]> | null = null;
      const beforeReading = memory && (() => (keep = memory.begin()));
      const result = await within(
        clock,
        answerWithinMs,
        verify(request, token, beforeReading).then((verified) => ({ verified, keep })),
      );
      if (!result) throw new AppError("unavailable", "This takes too long at the moment.", { retryAfterSeconds: 1 });
      const { verified } = result;
      if (!verified) return notFound;
      if (verified.mayBeRemembered) result.keep?.(question, verified);
      const { record } = verified;
      return decideCredential(record, accountId, record.now.getTime());
    });
  };
}
