import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Refusal, RefusalCode } from "@/lib/api/refusal";
import { sendEnvelope } from "./temporary-envelope";

/** Whether a path belongs to this dialect: its refusals have this shape, 404 below these paths too (WIRE.md section 0). */
export const isTemporaryPath = (pathname: string) =>
  /^\/v1\/(?:api_auth|user_auth|token_auth|accounts\/[^/]+\/api_key)(?:\/|$)/.test(pathname);

/** Code → status of this dialect (WIRE.md section 2): what is missing or no string is a credential that is not right. */
const statuses: Partial<Record<RefusalCode, keyof typeof messages>> = {
  malformed_json: 400,
  multiple_credentials: 400,
  invalid_request: 401,
  credential_required: 401,
  credential_invalid: 401,
  credential_expired: 401,
  forbidden: 403,
  insufficient_scope: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  throttled: 429,
  vault_unreadable: 503,
  unavailable: 503,
};

const messages = {
  400: "failed to parse request body",
  401: "invalid credentials",
  403: "forbidden",
  404: "bad identifier",
  405: "method not allowed",
  413: "request entity too large",
  415: "unsupported media type",
  429: "too many requests",
  500: "internal error",
  503: "service unavailable",
} as const;

const refusalSchema = z
  .object({
    auth_token: z.literal(""),
    request_id: z.string().describe("As the header `x-request-id`."),
    status: z.literal("error"),
    message: z.string().describe("For people. 5xx say nothing of the cause."),
    error: z.string().describe("The status of the response."),
    data: z.object({}),
  })
  .meta({
    id: "TemporaryRefusal",
    description: "A refusal of the temporary token dialect",
    examples: [
      {
        ...{ auth_token: "", request_id: "5a0a6c43-1f2c-4b5b-8d53-5d7a0b1c2d3e", status: "error" },
        ...{ message: "invalid credentials", error: "401", data: {} },
      },
    ],
  });

/** A refusal of this dialect, for the OpenAPI document. */
export const temporaryRefusal = (description: string) => ({
  description,
  content: { "application/json": { schema: refusalSchema } },
});

/** The shape of every refusal of this dialect. */
export function sendTemporaryRefusal({ code }: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statuses[code] ?? 500;
  // RFC 9110 section 15.5.2: a 401 names a scheme.
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="watchword"');
  const message = code === "multiple_credentials" ? "multiple credentials" : messages[status];
  const body: z.output<typeof refusalSchema> = {
    ...{ auth_token: "", request_id: request.id, status: "error" },
    ...{ message, error: String(status), data: {} },
  };
  return sendEnvelope(request, reply.code(status), body);
}
