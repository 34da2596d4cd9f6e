import { STATUS_CODES } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Refusal, RefusalCode } from "@/lib/api/refusal";

/** Code → status of this dialect (WIRE.md section 4). */
const statuses: Partial<Record<RefusalCode, number>> = {
  malformed_json: 400,
  multiple_credentials: 400,
  invalid_request: 400,
  credential_required: 401,
  credential_invalid: 401,
  credential_expired: 401,
  totp_code_required: 401,
  totp_code_invalid: 401,
  totp_enrolment_required: 401,
  password_expired: 401,
  forbidden: 401,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  throttled: 429,
  unavailable: 503,
};

/** What v3 has keys of its own for, said after a right password alone; the others are the words of their status. */
const v3Keys: Partial<Record<RefusalCode, string>> = {
  totp_code_required: "TIME_BASED_ONE_TIME_PASSWORD_REQUIRED",
  totp_enrolment_required: "TOTP_AUTH_CONFIGURATION_REQUIRED_FOR_USER",
};

/** Bad or missing credentials in v1's words; whoever else is 401 is known and may not. */
const unknown: ReadonlySet<RefusalCode> = new Set(["credential_required", "credential_invalid", "credential_expired"]);

const v3Schema = z
  .object({
    data: z.null(),
    error: z.array(z.object({ primaryErrorKey: z.string(), otherErrors: z.null() })).length(1),
    warnings: z.null(),
  })
  .meta({
    id: "BasicV3Refusal",
    description: "A refusal of the Basic dialect, version 3",
    examples: [
      {
        ...{ data: null, warnings: null },
        error: [{ primaryErrorKey: "TIME_BASED_ONE_TIME_PASSWORD_REQUIRED", otherErrors: null }],
      },
    ],
  });

const v1Schema = z
  .array(z.object({ name: z.literal("SYSTEM"), description: z.string() }))
  .length(1)
  .meta({
    id: "BasicV1Refusal",
    description: "A refusal of the Basic dialect, version 1",
    examples: [[{ name: "SYSTEM", description: "Invalid or missing credentials" }]],
  });

const documented = (schema: z.ZodType) => (description: string) => ({
  description,
  content: { "application/json": { schema } },
});

/** Refusals of this dialect, for the OpenAPI document. */
export const v3Refusal = documented(v3Schema);
export const v1Refusal = documented(v1Schema);

/** The shape of every refusal below `/c42api/` and `/api/v3/`. */
export function sendBasicV3Refusal(refusal: Refusal, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = begin(refusal, reply);
  const ofStatus = (STATUS_CODES[status] ?? "").toUpperCase().replaceAll(" ", "_");
  const primaryErrorKey = v3Keys[refusal.code] ?? ofStatus;
  const body: z.output<typeof v3Schema> = {
    ...{ data: null, error: [{ primaryErrorKey, otherErrors: null }], warnings: null },
  };
  return reply.send(body);
}

/** The shape of every refusal below `/api/User/` and `/api/v1/User/`. */
export function sendBasicV1Refusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const description = wordsOf(refusal, begin(refusal, reply), request);
  const body: z.output<typeof v1Schema> = [{ name: "SYSTEM", description }];
  return reply.send(body);
}

function begin({ code }: Refusal, reply: FastifyReply): number {
  const status = statuses[code] ?? 500;
  // RFC 9110 section 15.5.2: a 401 names a scheme.
  if (status === 401) reply.header("www-authenticate", 'Basic realm="watchword", Bearer realm="watchword"');
  reply.code(status);
  return status;
}

function wordsOf({ code, message }: Refusal, status: number, { id }: FastifyRequest): string {
  if (status >= 500) return `This cannot be answered at the moment. Request id: ${id}`;
  if (status !== 401) return message;
  return unknown.has(code) ? "Invalid or missing credentials" : "Could not authenticate user";
}
