import type { FastifyReply, FastifyRequest } from "fastify";
import { authorize } from "@/lib/core/permissions";
import type { Api } from "./api";
import { authenticate } from "./authenticate";
import type { Decide } from "./decide";
import { type ServiceKeyActor, serviceKeyActor } from "./service-key-actor";

/** Call it once, before the routes. */
export function decorateVerifying(app: Api): void {
  app.decorateRequest("verifying");
}

/** What the paths have that decide for a service: its key, with the scope `verify`, is known before anything is read of a body. */
export const verifyingKey = (decide: Decide) => ({
  onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
    const accepted = await authenticate(decide, { passcode: [], bearer: ["sk"] }, request, reply);
    request.verifying = serviceKeyActor(accepted);
    authorize(request.verifying, "credential.verify");
  },
});

declare module "fastify" {
  interface FastifyRequest {
    /** Whose service key asks; behind `verifyingKey` alone. */
    verifying: ServiceKeyActor;
  }
}
