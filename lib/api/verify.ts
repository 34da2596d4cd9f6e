import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type Decision, notFound, refusalCodes } from "@/lib/core/verification/decide-credential";
import type { Api } from "./api";
import { credentialSchema, expiresAtOf, expiresAtSchema } from "./credential-schema";
import type { Decide } from "./decide";
import { problemResponse } from "./openapi";
import { everyToken, passcodeKinds } from "./taken";
import { verifyingKey } from "./verifying-key";

const text = (name: string) => {
  const message = `${name} must be a string that is not empty.`;
  return z.string(message).min(1, message);
};

/** A pair, or a token: one of the two. */
export const verifyInput = z
  .strictObject(
    {
      account_id: text("account_id").optional().describe("The public account id that came with the passcode."),
      passcode: text("passcode").optional(),
      token: text("token").optional().describe("A token of any bearer kind."),
    },
    "Send a JSON object.",
  )
  .superRefine((input, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if (input.token !== undefined) {
      for (const path of ["account_id", "passcode"] as const) {
        if (input[path] !== undefined) refuse([path], "Not together with a token.");
      }
    } else if (input.account_id === undefined && input.passcode === undefined) {
      refuse([], "Send account_id and passcode, or token.");
    } else if (input.account_id === undefined) refuse(["account_id"], "A passcode needs its account_id.");
    else if (input.passcode === undefined) refuse(["passcode"], "Send the passcode of this account.");
  })
  .meta({
    oneOf: [{ required: ["account_id", "passcode"] }, { required: ["token"] }],
    examples: [{ account_id: "W7K-4RT-9X2P", passcode: "wwap_…" }, { token: "wwsk_…" }],
  });

const verifyOutput = z.discriminatedUnion("valid", [
  z.object({ valid: z.literal(true), credential: credentialSchema, expires_at: expiresAtSchema }),
  z.object({
    valid: z.literal(false),
    code: z
      .enum(refusalCodes)
      .describe(
        "The first that fits. `revoked` also for deleted ones and rotated-out secrets; another account's: `not_found`; `dialect_off` and `user_passcode_required`: the account's policy.",
      ),
  }),
]);

/** `POST /v1/verify`: decides about a credential that a service holds in hand; for service keys with the scope `verify`. */
export function registerVerify(app: Api, decide: Decide): void {
  app.route({
    method: "POST",
    url: "/v1/verify",
    ...verifyingKey(decide),
    handler: async (request) => toOutput(await decideOn(decide, request.body, request)),
    schema: {
      summary: "Decide about a credential",
      description: "200 whenever it could be decided, for good ones and bad ones.",
      tags: ["Decide"],
      security: [{ serviceKey: [] }],
      body: verifyInput,
      response: {
        200: verifyOutput.describe("Decided"),
        400: problemResponse("`malformed_json`, `multiple_credentials`"),
        401: problemResponse("`credential_required`, `credential_invalid`, `credential_expired`"),
        403: problemResponse("`insufficient_scope`: the service key has neither `verify` nor `all`"),
        405: problemResponse("`method_not_allowed`"),
        413: problemResponse("`payload_too_large`: over 1 MB"),
        415: problemResponse("`unsupported_media_type`"),
        422: problemResponse("`invalid_request`: both or neither of pair and token, unknown fields, wrong types"),
        503: problemResponse("`unavailable`: it cannot be told at the moment; see `Retry-After`"),
      },
    },
  });
}

/** For usage, the caller is the service that asks. */
async function decideOn(
  decide: Decide,
  { account_id, passcode, token }: z.output<typeof verifyInput>,
  request: FastifyRequest,
): Promise<Decision> {
  const accountId = request.verifying.accountPublicId;
  if (token !== undefined) return decide({ token, kinds: everyToken, accountId }, request);
  if (account_id !== accountId || passcode === undefined) return notFound;
  return decide({ token: passcode, kinds: passcodeKinds, accountId }, request);
}

function toOutput(decision: Decision): z.output<typeof verifyOutput> {
  if (!decision.valid) return { valid: false, code: decision.code };
  return { valid: true, credential: decision.credential, expires_at: expiresAtOf(decision) };
}
