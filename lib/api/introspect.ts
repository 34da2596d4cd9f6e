import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import { readIssuedAt } from "@/lib/core/verification/read-issued-at";
import type { Api } from "./api";
import type { Decide } from "./decide";
import { problemResponse } from "./openapi";
import { sendProblem } from "./problem";
import { Refusal } from "./refusal";
import { requestInfoOf } from "./request-info";
import { everyToken, passcodeKinds } from "./taken";
import { uncheckedSchemas } from "./unchecked-schemas";
import { verifyingKey } from "./verifying-key";

const form = "application/x-www-form-urlencoded";
const seconds = z.int().describe("Unix seconds");

const activeSchema = z.object({
  active: z.literal(true),
  sub: z.string().describe("The user's id; of an account's own credential the account's"),
  aud: z.string().describe("The public account id"),
  exp: seconds.optional().describe("Unix seconds; not there where it never ends"),
  iat: seconds,
  token_type: z.string().describe("As `X-Auth-Credential-Kind`"),
  scope: z.string(),
});
const inactive = { active: false } as const;

/**
 * `POST /v1/introspect` (RFC 7662): whether a token of this account is good, for service keys with the scope `verify`. A form, not JSON: so
 * it has a parser of its own.
 */
export async function registerIntrospection(app: Api, decide: Decide): Promise<void> {
  await app.register(async (scope: Api) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(form, { parseAs: "string" }, (_request, body, done) => done(null, body));
    scope.route({
      method: "POST",
      url: "/v1/introspect",
      ...verifyingKey(decide),
      ...uncheckedSchemas,
      handler: async (request, reply) => {
        const [token, another] = new URLSearchParams(String(request.body)).getAll("token");
        if (token && another === undefined) return introspect(decide, token, request);
        const refusal = new Refusal("invalid_request", "Send one token, as a form: token=…");
        return sendProblem(refusal, request, reply, 400);
      },
      schema: documentation,
    });
  });
}

async function introspect(decide: Decide, token: string, request: FastifyRequest) {
  const kinds = [...everyToken, ...passcodeKinds];
  const { accountPublicId: accountId } = request.verifying;
  const decision = await decide({ token, kinds, accountId }, request);
  if (!decision.valid) return inactive;
  const { credential, secretId } = decision;
  const caller = { actor: request.verifying, request: requestInfoOf(request) };
  const issuedAt = await readIssuedAt(caller, { kind: credential.kind, id: credential.id, secret_id: secretId });
  return issuedAt ? toActive(decision, issuedAt) : inactive;
}

function toActive({ credential, expiresAt }: Accepted, issuedAt: Date): z.output<typeof activeSchema> {
  return {
    ...{ active: true, sub: credential.user_id ?? credential.account_id, aud: credential.account_id },
    ...(expiresAt && { exp: toSeconds(expiresAt) }),
    ...{ iat: toSeconds(issuedAt), token_type: credential.kind, scope: credential.scopes.join(" ") },
  };
}

const toSeconds = (date: Date) => Math.floor(date.getTime() / 1000);

const documentation = {
  summary: "Introspect a token (RFC 7662)",
  description: 'Whatever is wrong with it, and of another account: `{"active":false}` and nothing else.',
  tags: ["Decide"],
  security: [{ serviceKey: [] }],
  consumes: [form],
  body: z.object({ token: z.string() }).meta({ examples: [{ token: "wwst_…" }] }),
  response: {
    200: z.union([activeSchema, z.object({ active: z.literal(false) })]).describe("Decided"),
    400: problemResponse("No token, or two; `multiple_credentials`"),
    401: problemResponse("`credential_required`, `credential_invalid`, `credential_expired`"),
    403: problemResponse("`insufficient_scope`: the service key has neither `verify` nor `all`"),
    405: problemResponse("`method_not_allowed`"),
    413: problemResponse("`payload_too_large`: over 1 MB"),
    415: problemResponse("`unsupported_media_type`: it is a form"),
    503: problemResponse("`unavailable`: it cannot be told at the moment; see `Retry-After`"),
  },
};
