import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Refusal, RefusalCode } from "@/lib/api/refusal";
import type { Issue } from "@/lib/core/errors";

type Words = [status: number, code: string];

/** Code → status and code of this dialect (WIRE.md section 5), in the words of Django REST and its simplejwt. */
const words: Partial<Record<RefusalCode, Words>> = {
  malformed_json: [400, "parse_error"],
  multiple_credentials: [400, "multiple_credentials"],
  credential_required: [401, "not_authenticated"],
  credential_invalid: [401, "token_not_valid"],
  credential_expired: [401, "token_not_valid"],
  password_expired: [401, "password_expired"],
  totp_enrolment_required: [401, "totp_enrolment_required"],
  forbidden: [403, "permission_denied"],
  not_found: [404, "not_found"],
  method_not_allowed: [405, "method_not_allowed"],
  payload_too_large: [413, "payload_too_large"],
  unsupported_media_type: [415, "unsupported_media_type"],
  throttled: [429, "throttled"],
  unavailable: [503, "service_unavailable"],
};

const tokenMessage = z.object({ token_class: z.string(), token_type: z.string(), message: z.string() });
const refusalSchema = z
  .object({
    code: z.string().describe("Stable; what programs look at."),
    detail: z.string().describe("For people. 5xx say nothing of the cause but the request's id."),
    messages: z.array(tokenMessage).optional().describe("With `token_not_valid`"),
  })
  .meta({
    id: "AccessRefusal",
    description: "A refusal of the dialect of access and private tokens",
    examples: [{ code: "not_authenticated", detail: "Authentication credentials were not provided." }],
  });
const fieldErrors = z.record(z.string(), z.array(z.string())).meta({
  id: "AccessFieldErrors",
  description: "What is wrong with each field; `non_field_errors`: with none of them",
  examples: [{ expiration_time: ["Expiry: this moment has passed."] }],
});

/** A refusal of this dialect, for the OpenAPI document. */
export const accessRefusal = (description: string) => ({
  description,
  content: { "application/json": { schema: refusalSchema } },
});

/** The same where fields are named, too. */
export const accessFieldErrors = (description: string) => ({
  description,
  content: { "application/json": { schema: z.union([fieldErrors, refusalSchema]) } },
});

/** The shape of every refusal below `/api/v1/auth/`. */
export function sendAccessRefusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const errors = fieldErrorsOf(refusal);
  if (errors) return reply.code(400).send(errors);
  const { status, body } = bodyOf(refusal, request);
  // RFC 9110 section 15.5.2: a 401 names a scheme.
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="watchword"');
  return reply.code(status).send(body);
}

/** Fields of the core that have another name in this dialect. */
const fieldNames: Record<string, string> = {
  ...{ email: "username", expires_at: "expiration_time", limit: "page_size", "": "non_field_errors" },
};

function fieldErrorsOf({ code, message, issues }: Refusal): z.output<typeof fieldErrors> | null {
  if (code === "totp_code_required") return { non_field_errors: ["MFA is enabled for this user"] };
  if (code !== "invalid_request") return null;
  const named: Issue[] = issues.length > 0 ? issues : [{ path: "", message }];
  const errors: Record<string, string[]> = {};
  for (const { path, message } of named) {
    const field = fieldNames[path] ?? path;
    errors[field] = [...(errors[field] ?? []), message];
  }
  return errors;
}

type Sent = { status: number; body: z.output<typeof refusalSchema> };

function bodyOf({ code, message }: Refusal, request: FastifyRequest): Sent {
  const path = request.routeOptions.url?.replace(/\/$/, "");
  // Who has proved himself and is no active member of anything has no account to sign in to either.
  if (path === loginPath && (code === "credential_invalid" || code === "not_found")) return noActiveAccount;
  const [status, word] = words[code] ?? [500, "error"];
  if (word === "token_not_valid") return tokenNotValid(path === refreshPath ? "Refresh" : "Access");
  return { status, body: { code: word, detail: detailOf(word, message, status, request) } };
}

const loginPath = "/api/v1/auth/login";
const refreshPath = "/api/v1/auth/refresh";

const noActiveAccount: Sent = {
  status: 401,
  body: { code: "no_active_account", detail: "No active account found with the given credentials" },
};

const tokenNotValid = (kind: "Access" | "Refresh"): Sent => ({
  status: 401,
  body: {
    code: "token_not_valid",
    detail: "Given token not valid for any token type",
    messages: [{ token_class: `${kind}Token`, token_type: kind.toLowerCase(), message: "Token is invalid or expired" }],
  },
});

function detailOf(word: string, message: string, status: number, { id }: FastifyRequest): string {
  if (status >= 500) return `This cannot be answered at the moment. Request id: ${id}`;
  return word === "not_authenticated" ? "Authentication credentials were not provided." : message;
}
