import type { FastifyRequest } from "fastify";
import type { Decision } from "@/lib/core/verification/decide-credential";
import { requestInfoOf } from "./request-info";
import type { Outcome, UsageBuffer } from "./usage-buffer";
import type { Question, Verifier } from "./verifier/verifier";

/** Decides about a credential that came with a request, and counts the use of a known one: what every dialect asks. */
export type Decide = (question: Question, request: FastifyRequest) => Promise<Decision>;

export function countedDecide(verifier: Verifier, usage: UsageBuffer): Decide {
  return async (question, request) => {
    const decision = await verifier.verify(question);
    const outcome = outcomeOf(decision);
    if (outcome && decision.secretId) usage.count(decision.secretId, outcome, requestInfoOf(request));
    return decision;
  };
}

/** Null: nothing that its holder should be told of as a call with a live secret, or with a dead one. */
function outcomeOf(decision: Decision): Outcome | null {
  if (decision.valid) return "accepted";
  const { code } = decision;
  return code === "expired" || code === "suspended" || code === "revoked" ? code : null;
}
