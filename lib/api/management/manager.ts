import type { FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "@/lib/api/api";
import { authenticate } from "@/lib/api/authenticate";
import { readCredentials } from "@/lib/api/credentials";
import type { Decide } from "@/lib/api/decide";
import { Refusal } from "@/lib/api/refusal";
import { requestInfoOf } from "@/lib/api/request-info";
import { serviceKeyActor } from "@/lib/api/service-key-actor";
import { everyKindAndServiceKeys } from "@/lib/api/taken";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import { userActor } from "@/lib/api/user-actor";
import type { Actor, Caller } from "@/lib/core/context";
import { processClock } from "@/lib/process-clock";

/** Who manages, and the credential that he came with; how long it took to know him, in milliseconds. */
export type Manager = { actor: Actor; secret: string; credentialId: string; waitedMs: number };

/** Call it once, before the routes. */
export function decorateManager(app: Api): void {
  app.decorateRequest("manager", null);
}

/**
 * What every route of the management API has: the caller is known, and the account of the path is his, before anything is read
 * of a body; the schemas are for the document alone, for the core checks what was sent, once.
 */
export function managed(decide: Decide) {
  return {
    ...uncheckedSchemas,
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      request.manager = await findManager(decide, request, reply);
      requireOwnAccount(request.manager.actor, request);
    },
  };
}

/** The account of the path must be the caller's. @throws Refusal `not_found`, for an unknown one too. */
export function requireOwnAccount(actor: Actor, { params }: FastifyRequest): void {
  const { account } = params as { account?: string };
  if ("accountPublicId" in actor && account === actor.accountPublicId) return;
  throw new Refusal("not_found", "There is no such account.");
}

/**
 * By a service key, or by the session token of a user, who may what his role may. Whoever holds another good credential is known
 * and may not; a bad one is a bad one.
 */
async function findManager(decide: Decide, request: FastifyRequest, reply: FastifyReply): Promise<Manager> {
  const since = processClock.monotonic();
  const accepted = await authenticate(decide, everyKindAndServiceKeys, request, reply);
  const { id: credentialId, kind } = accepted.credential;
  const presented = readCredentials(request.raw.rawHeaders);
  if (presented.type !== "bearer" || !(kind === "session_token" || kind === "service_key")) {
    throw new Refusal(
      "forbidden",
      "This credential does not manage the account. Use a service key or a session token.",
    );
  }
  const actor = kind === "session_token" ? await userActor(accepted) : serviceKeyActor(accepted);
  return { actor, secret: presented.token, credentialId, waitedMs: processClock.monotonic() - since };
}

/** The caller of the core, behind `managed`. */
export function callerOf(request: FastifyRequest): Caller {
  const { actor, waitedMs } = managerOf(request);
  return { actor, waitedMs, request: requestInfoOf(request) };
}

/** @throws Error where the route is not `managed`. */
export function managerOf(request: FastifyRequest): Manager {
  if (request.manager) return request.manager;
  throw new Error(`${request.routeOptions.url} lets in whoever comes`);
}

declare module "fastify" {
  interface FastifyRequest {
    /** Null before he is known. */
    manager: Manager | null;
  }
}
