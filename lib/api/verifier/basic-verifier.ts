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
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const done = await within(
      clock,
      answerWithinMs,
      work.then((value) => ({ value })),
    );
    if (done) return done.value;
    throw new AppError("unavailable", "This takes too long at the moment.", { retryAfterSeconds: 1 });
  };
  const decide = async (question: BasicQuestion): Promise<Decision> => {
    // Who waited for a turn finds what the one before him has read.
    const recalled = memory?.recall(question);
    if (recalled) return recalled;
    const reading: { keep?: ReturnType<BasicMemory["begin"]> } = {};
    const beforeReading = () => {
      reading.keep = memory?.begin();
    };
    const proving = verify(question.request, question.token, memory && beforeReading);
    // A turn that never ends would hold up all who come after it.
    const verified = await inTime(proving);
    if (!verified) return notFound;
    const { record, mayBeRemembered } = verified;
    if (mayBeRemembered) reading.keep?.(question, verified);
    return decideCredential(record, question.accountId, record.now.getTime());
  };
  return async (question: BasicQuestion): Promise<Decision> =>
    question.kinds.includes("basic") ? inTime(inTurn(memoryKeyOf(question.token), () => decide(question))) : notFound;
}
