import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Refusal, RefusalCode } from "./refusal";

type ProblemCode = Exclude<RefusalCode, keyof typeof plainer>;

/** What has a name of its own in a dialect or in the log only. */
const plainer = { user_passcode_required: "credential_invalid", vault_unreadable: "unavailable" } as const;

/** Code → status and title of our own problems, the one place (WIRE.md section 0). */
const problems = {
  malformed_json: { status: 400, title: "Malformed JSON" },
  multiple_credentials: { status: 400, title: "Multiple credentials" },
  credential_required: { status: 401, title: "Credential required" },
  credential_invalid: { status: 401, title: "Credential invalid" },
  credential_expired: { status: 401, title: "Credential expired" },
  forbidden: { status: 403, title: "Forbidden" },
  insufficient_scope: { status: 403, title: "Insufficient scope" },
  fresh_sign_in_required: { status: 403, title: "Fresh sign-in required" },
  totp_code_required: { status: 401, title: "TOTP code required" },
  totp_enrolment_required: { status: 401, title: "TOTP enrolment required" },
  password_expired: { status: 401, title: "Password expired" },
  challenge_over: { status: 401, title: "Sign-in over" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  name_taken: { status: 409, title: "Name taken" },
  email_taken: { status: 409, title: "E-mail taken" },
  passcode_limit_reached: { status: 409, title: "Passcode limit reached" },
  version_conflict: { status: 409, title: "Version conflict" },
  rotation_in_progress: { status: 409, title: "Rotation in progress" },
  passcode_expired: { status: 409, title: "Passcode expired" },
  not_rolling: { status: 409, title: "Not rolling" },
  already_granted: { status: 409, title: "Already granted" },
  user_not_active: { status: 409, title: "User not active" },
  last_admin: { status: 409, title: "Last administrator" },
  idempotency_in_flight: { status: 409, title: "Idempotency key in flight" },
  idempotency_key_reused: { status: 422, title: "Idempotency key reused" },
  setup_link_invalid: { status: 410, title: "Set-up link invalid" },
  invitation_invalid: { status: 410, title: "Invitation invalid" },
  mailed_link_invalid: { status: 410, title: "Link invalid" },
  mail_refused: { status: 409, title: "Mail refused" },
  not_retryable: { status: 409, title: "Not retryable" },
  payload_too_large: { status: 413, title: "Payload too large" },
  unsupported_media_type: { status: 415, title: "Unsupported media type" },
  totp_code_invalid: { status: 422, title: "TOTP code invalid" },
  invalid_request: { status: 422, title: "Invalid request" },
  throttled: { status: 429, title: "Throttled" },
  internal_error: { status: 500, title: "Internal error" },
  unavailable: { status: 503, title: "Unavailable" },
} as const satisfies Record<ProblemCode, { status: number; title: string }>;

const codeOf = (code: RefusalCode): ProblemCode =>
  code in plainer ? plainer[code as keyof typeof plainer] : (code as ProblemCode);

export const problemSchema = z
  .object({
    type: z.string().meta({ examples: ["urn:watchword:problem:credential_invalid"] }),
    code: z.enum(Object.keys(problems) as ProblemCode[]).describe("Stable; what programs look at."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("For people. 5xx say nothing of the cause."),
    request_id: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe("With `invalid_request`: one for each field."),
  })
  .meta({ id: "Problem", description: "RFC 9457" });

/** The refusal as an RFC 9457 problem. @param status where the path has a status of its own for it (DESIGN.md 4.14). */
export function sendProblem(
  refusal: Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number = problems[codeOf(refusal.code)].status,
): FastifyReply {
  const { message, issues } = refusal;
  const code = codeOf(refusal.code);
  // RFC 9110 section 15.5.2: a 401 names a scheme.
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="watchword"');
  const body: z.output<typeof problemSchema> = {
    type: `urn:watchword:problem:${code}`,
    code,
    title: problems[code].title,
    status,
    detail: message,
    request_id: request.id,
    ...(issues.length > 0 ? { errors: issues } : {}),
  };
  return reply.code(status).type("application/problem+json").send(body);
}
