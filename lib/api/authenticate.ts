import type { FastifyReply, FastifyRequest } from "fastify";
import type { TokenKind } from "@/lib/core/secrets";
import type { Accepted, Decision } from "@/lib/core/verification/decide-credential";
import { readCredentials } from "./credentials";
import { Refusal } from "./refusal";
import type { Verifier } from "./verifier/verifier";

/** The kinds that a path takes, by where they are presented. */
export type Taken = { passcode: readonly TokenKind[]; bearer: readonly TokenKind[] };

/**
 * Who calls, by the headers alone. A credential that ends within 30 days is told so by `Passcode-Expires`.
 *
 * @throws Refusal `credential_required`, `credential_invalid`, `credential_expired`, `multiple_credentials`.
 * @throws AppError `unavailable`.
 */
export async function authenticate(
  verifier: Verifier,
  taken: Taken,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Accepted> {
  const decision = await decide(verifier, taken, request.raw.rawHeaders);
  if (!decision.valid) {
    if (decision.code === "expired") throw new Refusal("credential_expired", "The credential has expired.");
    throw new Refusal("credential_invalid", "The credential is not valid here.");
  }
  if (decision.expiresAt && decision.expiresSoon) reply.header("passcode-expires", decision.expiresAt.toUTCString());
  return decision;
}

async function decide(verifier: Verifier, taken: Taken, rawHeaders: readonly string[]): Promise<Decision> {
  const presented = readCredentials(rawHeaders);
  switch (presented.type) {
    case "none":
      throw new Refusal("credential_required", "Send a credential in the headers of the request.");
    case "multiple":
      throw new Refusal("multiple_credentials", "The request carries several credentials that differ. Send one.");
    case "passcode": {
      const { accountId, passcode: token } = presented;
      if (accountId === null || token === null) return { valid: false, code: "not_found" };
      return verifier.verify({ token, kinds: taken.passcode, accountId });
    }
    case "bearer":
      return verifier.verify({ token: presented.token, kinds: taken.bearer, accountId: null });
    case "other":
      return { valid: false, code: "not_found" };
  }
}
