import type { FastifyReply, FastifyRequest } from "fastify";

/** On every answer. A decision is about this moment: nobody on the way may keep it, or a revoked credential would live on. */
export function setCommonHeaders(request: FastifyRequest, reply: FastifyReply, done?: () => void): void {
  reply.header("x-request-id", request.id);
  reply.header("cache-control", "no-store");
  reply.header("x-content-type-options", "nosniff");
  done?.();
}
