import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import type { Decision } from "@/lib/core/verification/decide-credential";
import { callerOf } from "./request-info";
import type { Outcome, UsageBuffer } from "./usage-buffer";
import type { Question, Verifier } from "./verifier/verifier";

/** Decides about a credential that came with a request, and counts the use of a known one: what every dialect asks. */
export type Decide = (question: Question, request: FastifyRequest) => Promise<Decision>;

export function countedDecide(verifier: Verifier, countUse: CountUse): Decide {
  return async (question, request) => {
    if (undecided.has(request.raw)) throw undecided.get(request.raw);
    const decision = await verifier.verify(question);
    countUse(decision, request.raw);
    return decision;
  };
}

/** Requests that could not be decided already, and why: to try again would take longer than 2 s (SECURITY.md V9). */
export const undecided = new WeakMap<IncomingMessage, unknown>();

/** Counts the use of a known secret. */
export type CountUse = (decision: Decision, request: IncomingMessage) => void;

export function countUses(usage: UsageBuffer): CountUse {
  return (decision, request) => {
    const outcome = outcomeOf(decision);
    if (outcome && decision.secretId) usage.count(decision.secretId, outcome, callerOf(request));
  };
}

/** Null: nothing that its holder should be told of as a call with a live secret, or with a dead one. */
function outcomeOf(decision: Decision): Outcome | null {
  if (decision.valid) return "accepted";
  const { code } = decision;
  return code === "expired" || code === "suspended" || code === "revoked" ? code : null;
}
