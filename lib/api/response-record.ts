import type { FastifyReply, FastifyRequest } from "fastify";

/** Ours, and whatever is a JWT. */
const token = /ww[a-z]{2}_[0-9A-Za-z]+|eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/**
 * What the log keeps of a request: no header, no query, and no token that somebody put into the path (O3).
 *
 * @returns `ms`: how long it took, in milliseconds.
 */
export function responseRecord(request: FastifyRequest, reply: FastifyReply) {
  const [path = ""] = request.url.split("?", 1);
  return {
    request_id: request.id,
    method: request.method,
    path: path.replace(token, "[redacted]"),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
  };
}
