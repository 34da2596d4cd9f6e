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
    const decision = await (underWay.get(request.raw) ?? verifier.verify(question));
    countUse(decision, request.raw);
    return decision;
  };
}

/** What the lane in front of the router has asked already: to ask again would cost another query, and an outage twice its time (V9). */
export const underWay = new WeakMap<IncomingMessage, Promise<Decision>>();

/** Counts the use of a known secret. */
export type CountUse = (decision: Decision, request: IncomingMessage) => void;

export function countUses(usage: UsageBuffer): CountUse {
  return (decision, request) => {
    const outcome = outcomeOf(decision);
    if (outcome && decision.secretId) usage.count(decision.secretId, outcome, callerOf(request));
    else if (decision.valid) usage.note(decision.credential.kind, decision.credential.id);
  };
}

/** Null: nothing that its holder should be told of as a call with a live secret, or with a dead one. */
function outcomeOf(decision: Decision): Outcome | null {
  if (decision.valid) return "accepted";
  const { code } = decision;
  return code === "expired" || code === "suspended" || code === "revoked" ? code : null;
}
