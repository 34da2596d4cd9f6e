import { STATUS_CODES } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Refusal, RefusalCode } from "@/lib/api/refusal";

/** Code → status of this dialect (WIRE.md section 3). Without any credential it is 403, as seed 002 has it. */
const statuses: Partial<Record<RefusalCode, number>> = {
  malformed_json: 400,
  multiple_credentials: 400,
  invalid_request: 400,
  credential_invalid: 401,
  credential_expired: 401,
  totp_code_required: 401,
  totp_code_invalid: 401,
  totp_enrolment_required: 401,
  password_expired: 401,
  credential_required: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  throttled: 429,
  unavailable: 503,
};

const refusalSchema = z
  .object({
    statusCode: z.int().describe("The status of the response."),
    error: z.string().describe("Its reason phrase."),
    message: z.string().describe("For people. 5xx say nothing of the cause but the request's id."),
  })
  .meta({
    id: "SessionRefusal",
    description: "A refusal of the session token dialect",
    examples: [{ statusCode: 401, error: "Unauthorized", message: "E-mail or password is not right." }],
  });

/** A refusal of this dialect, for the OpenAPI document. */
export const sessionRefusal = (description: string) => ({
  description,
  content: { "application/json": { schema: refusalSchema } },
});

/** The shape of every refusal below `/user/`. */
export function sendSessionRefusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const statusCode = statuses[refusal.code] ?? 500;
  // RFC 9110 section 15.5.2: a 401 names a scheme.
  if (statusCode === 401) reply.header("www-authenticate", 'Bearer realm="watchword"');
  const error = STATUS_CODES[statusCode] ?? "";
  const body: z.output<typeof refusalSchema> = { statusCode, error, message: messageOf(refusal, statusCode, request) };
  return reply.code(statusCode).send(body);
}

function messageOf({ code, message }: Refusal, statusCode: number, { id }: FastifyRequest): string {
  if (statusCode >= 500) return `This cannot be answered at the moment. Request id: ${id}`;
  return code === "totp_code_required" ? "MFA token code required" : message;
}
