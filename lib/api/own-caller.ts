import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "@/lib/core/context";
import { processClock } from "@/lib/process-clock";
import type { Api } from "./api";
import { authenticate } from "./authenticate";
import type { Decide } from "./decide";
import { sessionSecurity } from "./dialects/session";
import { problemResponse } from "./openapi";
import { Refusal } from "./refusal";
import { requestInfoOf } from "./request-info";
import { everyKindAndServiceKeys } from "./taken";
import { uncheckedSchemas } from "./unchecked-schemas";
import { userActor } from "./user-actor";

/** Call it once, before the routes. */
export function decorateOwnCaller(app: Api): void {
  app.decorateRequest("ownCaller", null);
}

/** What every route has where a person does something for himself: he is known before anything is read of a body. */
export function forOneself(decide: Decide) {
  return {
    ...uncheckedSchemas,
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      request.ownCaller = await findPerson(decide, request, reply);
    },
  };
}

/** By his session token. Whoever holds another good credential is known and may not. */
async function findPerson(decide: Decide, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  const since = processClock.monotonic();
  const accepted = await authenticate(decide, everyKindAndServiceKeys, request, reply);
  if (accepted.credential.kind !== "session_token") {
    throw new Refusal("forbidden", "This is for a person himself. Use a session token.");
  }
  const actor = await userActor(accepted);
  return { actor, request: requestInfoOf(request), waitedMs: processClock.monotonic() - since };
}

/** The caller of the core, behind `forOneself`. @throws Error where the route is not. */
export function ownCallerOf(request: FastifyRequest): Caller {
  if (request.ownCaller) return request.ownCaller;
  throw new Error(`${request.routeOptions.url} lets in whoever comes`);
}

/** What the document says of every one of these operations. */
export const ownOperation = { tags: ["Own credentials"], security: sessionSecurity };

/** Their refusals. */
export const ownRefusals = {
  400: problemResponse("`malformed_json`, `multiple_credentials`"),
  401: problemResponse("`credential_required`, `credential_invalid`, `credential_expired`"),
  403: problemResponse(
    "`fresh_sign_in_required`: the sign-in is older than 5 minutes; `forbidden`: another kind of credential, or something must be done first",
  ),
  405: problemResponse("`method_not_allowed`"),
  413: problemResponse("`payload_too_large`"),
  415: problemResponse("`unsupported_media_type`"),
  422: problemResponse("`invalid_request`"),
  503: problemResponse("`unavailable`: it cannot be told at the moment; see `Retry-After`"),
};

declare module "fastify" {
  interface FastifyRequest {
    /** The person who does something for himself; null before he is known. */
    ownCaller: Caller | null;
  }
}
