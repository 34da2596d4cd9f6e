import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { authenticate } from "@/lib/api/authenticate";
import type { Decide } from "@/lib/api/decide";
import type { Refusal, RefusalCode } from "@/lib/api/refusal";
import { passcodeKinds } from "@/lib/api/taken";

const invalidCredentials = { status: 401, error: "Invalid Credentials" };

/** Code → status and words of this dialect (WIRE.md section 1). Whatever is wrong with a pair of headers reads the same. */
const refusals: Partial<Record<RefusalCode, { status: number; error: string }>> = {
  malformed_json: { status: 400, error: "Malformed JSON" },
  multiple_credentials: { status: 400, error: "Multiple Credentials" },
  credential_required: invalidCredentials,
  credential_invalid: invalidCredentials,
  credential_expired: { status: 401, error: "Passcode Expired" },
  user_passcode_required: { status: 401, error: "User Passcode Required" },
  not_found: { status: 404, error: "Not Found" },
  method_not_allowed: { status: 405, error: "Method Not Allowed" },
  payload_too_large: { status: 413, error: "Payload Too Large" },
  unsupported_media_type: { status: 415, error: "Unsupported Media Type" },
  throttled: { status: 429, error: "Too Many Requests" },
  unavailable: { status: 503, error: "Service Unavailable" },
};

const internalError = { status: 500, error: "Internal Server Error" };

const refusalSchema = z
  .object({
    status: z.literal("fail"),
    error: z.string(),
    code: z.int().describe("The status of the response."),
    request_id: z.string().optional().describe("With 5xx."),
  })
  .meta({
    id: "PasscodeRefusal",
    description: "A refusal of the passcode dialect",
    examples: [{ status: "fail", error: "Invalid Credentials", code: 401 }],
  });

/** A refusal of this dialect, for the OpenAPI document. */
export const passcodeRefusal = (description: string) => ({
  description,
  content: { "application/json": { schema: refusalSchema } },
});

/** The refusals that every path behind a passcode has, for the OpenAPI document. */
export const passcodeRefusals = {
  401: passcodeRefusal(
    "`Invalid Credentials`, or, to the holder of the right passcode, `Passcode Expired` or `User Passcode Required`",
  ),
  405: passcodeRefusal("Another method than those in `Allow`"),
  503: passcodeRefusal("It cannot be told at the moment; see `Retry-After`"),
};

/** The two headers of seed 000, by their own names or by the short ones. */
export const passcodeSecurity: Record<string, string[]>[] = [
  { accountId: [], passcode: [] },
  { accountIdAlias: [], passcodeAlias: [] },
];

const bodyOf = (error: string, code: number): z.output<typeof refusalSchema> => ({ status: "fail", error, code });

/** The body of the refusal that a pair of headers gets whatever is wrong with it. */
export const invalidPair = JSON.stringify(bodyOf(invalidCredentials.error, invalidCredentials.status));

/** @param status where the path has a status of its own for it (DESIGN.md 4.14). */
export function sendPasscodeRefusal(
  refusal: Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
  status?: number,
): FastifyReply {
  const { error, status: usual } =
    refusal.code === "invalid_request"
      ? { status: 400, error: refusal.message }
      : (refusals[refusal.code] ?? internalError);
  const code = status ?? usual;
  const body = bodyOf(error, code);
  if (code >= 500) body.request_id = request.id;
  return reply.code(code).send(body);
}

/** A hook that lets a request through by its pair of headers, before anything is read of its body. */
export const passcodeHook = (decide: Decide) => async (request: FastifyRequest, reply: FastifyReply) => {
  await authenticate(decide, { passcode: passcodeKinds }, request, reply);
};

/** `GET /v1/connect`: verifies a pair of headers, credentials first. */
export function registerPasscodeDialect(app: Api, decide: Decide): void {
  const partner = z.string("partner is required").min(1, "partner is required");
  app.route({
    method: "GET",
    url: "/v1/connect",
    onRequest: passcodeHook(decide),
    handler: async () => ({ status: "success" }) as const,
    schema: {
      summary: "Verify a passcode",
      description: "Near its end (30 days) the answer carries `Passcode-Expires`.",
      tags: ["Decide"],
      security: passcodeSecurity,
      querystring: z.object({ partner: partner.meta({ examples: ["demo"] }) }),
      response: {
        200: z.object({ status: z.literal("success") }).describe("The passcode is good"),
        400: passcodeRefusal("`partner is required`, or `Multiple Credentials` that differ"),
        ...passcodeRefusals,
      },
    },
  });
}
