import type { FastifyReply, FastifyRequest } from "fastify";
import { type Accepted, type Decision, notFound, type RefusalCode } from "@/lib/core/verification/decide-credential";
import { type Presented, readCredentials } from "./credentials";
import type { Decide } from "./decide";
import { Refusal } from "./refusal";
import { requestInfoOf } from "./request-info";
import type { Taken } from "./taken";

/**
 * Who calls, by the headers alone. A credential that ends within 30 days is told so by `Passcode-Expires`.
 *
 * @throws Refusal `credential_required`, `credential_invalid`, `credential_expired`, `user_passcode_required`,
 * `multiple_credentials`.
 * @throws AppError `unavailable`; where Basic is taken also as `proveBasic`.
 */
export async function authenticate(
  decide: Decide,
  taken: Taken,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Accepted> {
  const decision = await decisionOn(decide, taken, request);
  if (!decision.valid) throw refusalFor(decision.code);
  if (decision.expiresAt && decision.expiresSoon) reply.header("passcode-expires", decision.expiresAt.toUTCString());
  return decision;
}

/** What only the holder of the right secret learns, and one refusal for all else: no oracle (WIRE.md section 1). */
function refusalFor(code: RefusalCode): Refusal {
  switch (code) {
    case "expired":
      return new Refusal("credential_expired", "The credential has expired.");
    case "user_passcode_required":
      return new Refusal("user_passcode_required", "This account takes the passcodes of its users alone.");
    default:
      return new Refusal("credential_invalid", "The credential is not valid here.");
  }
}

/**
 * The one credential in the headers. @param withCookie as `readCredentials`.
 * @throws Refusal `credential_required`, `multiple_credentials`.
 */
export function readCredential(
  request: FastifyRequest,
  withCookie = false,
): Exclude<Presented, { type: "none" | "multiple" }> {
  const presented = readCredentials(request.raw.rawHeaders, withCookie);
  if (presented.type === "none") {
    throw new Refusal("credential_required", "Send a credential in the headers of the request.");
  }
  if (presented.type === "multiple") {
    throw new Refusal("multiple_credentials", "The request carries several credentials that differ. Send one.");
  }
  return presented;
}

async function decisionOn(decide: Decide, taken: Taken, request: FastifyRequest): Promise<Decision> {
  const presented = readCredential(request, taken.cookie !== undefined);
  switch (presented.type) {
    case "passcode": {
      const { accountId, passcode: token } = presented;
      if (accountId === null || token === null) return notFound;
      return decide({ token, kinds: taken.passcode ?? [], accountId }, request);
    }
    case "other":
      return notFound;
    case "basic": {
      const question = { token: presented.token, kinds: taken.basic ?? [], accountId: null };
      return decide({ ...question, request: requestInfoOf(request) }, request);
    }
    default:
      return decide({ token: presented.token, kinds: taken[presented.type] ?? [], accountId: null }, request);
  }
}
