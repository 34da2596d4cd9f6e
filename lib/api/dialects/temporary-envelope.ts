import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { fieldsOf } from "@/lib/api/fields-of";
import { Refusal } from "@/lib/api/refusal";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** A success of this dialect, for the OpenAPI document. @param tokenIs what is said of the token where the answer issues one. */
export const successOf = (data: z.ZodType, tokenIs?: string) =>
  z.object({
    auth_token: tokenIs === undefined ? z.literal("") : z.string().describe(tokenIs),
    status: z.literal("success"),
    request_id: z.string().describe("As the header `x-request-id`."),
    revision: z.string().describe("The id of the token, or of the key, that it is about."),
    data,
  });

/** A success. @param given.auth_token in the answer that issues it and in no other. */
export function sendSuccess(
  request: FastifyRequest,
  reply: FastifyReply,
  { auth_token = "", ...given }: { auth_token?: string; revision: string; data: Record<string, string> },
): FastifyReply {
  return sendEnvelope(request, reply, { auth_token, status: "success", request_id: request.id, ...given });
}

/** Any answer of this dialect: its content type names no charset. */
export function sendEnvelope(request: FastifyRequest, reply: FastifyReply, body: object): FastifyReply {
  // A digest is as good as the password that it is made of.
  if (/^\/v1\/user_auth(?:[/?]|$)/.test(request.url)) reply.header("deprecation", "true");
  // With a serializer of its own, Fastify adds no charset.
  return reply.type("application/json").serializer(JSON.stringify).send(body);
}

/**
 * A `POST` whose `verb`, in the body or else in the URL, in any case, is one of these does what that one does (WIRE.md section 2).
 * Call it after the path's other routes.
 */
export function tunnel(app: Api, path: { url: string; bodyLimit?: number }, handlers: Record<string, Handler>): void {
  const allow = ["GET", "HEAD", "PUT", "DELETE"].filter((method) => app.hasRoute({ url: path.url, method })).join(", ");
  app.route({
    ...uncheckedSchemas,
    ...path,
    method: "POST",
    handler: (request, reply) => {
      const verb = fieldsOf(request.body).verb ?? fieldsOf(request.query).verb;
      const handler = typeof verb === "string" && handlers[verb.toUpperCase()];
      if (handler) return handler(request, reply);
      throw new Refusal("method_not_allowed", `Only ${allow} here.`, { headers: { allow } });
    },
    schema: { hide: true },
  });
}
