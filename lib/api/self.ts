import { z } from "zod";
import type { Api } from "./api";
import { authenticate } from "./authenticate";
import { credentialSchema, expiresAtOf, expiresAtSchema } from "./credential-schema";
import type { Decide } from "./decide";
import { passcodeSecurity } from "./dialects/passcode";
import { sessionSecurity } from "./dialects/session";
import { temporarySecurity } from "./dialects/temporary";
import { problemResponse } from "./openapi";
import { everyKindAndServiceKeys } from "./taken";

/** `GET /v1/self`: what the holder of any credential may know of it. */
export function registerSelf(app: Api, decide: Decide): void {
  app.route({
    method: "GET",
    url: "/v1/self",
    handler: async (request, reply) => {
      const accepted = await authenticate(decide, everyKindAndServiceKeys, request, reply);
      const { credential, accountName } = accepted;
      const account = { id: credential.account_id, name: accountName };
      return { credential, account, expires_at: expiresAtOf(accepted) };
    },
    schema: {
      summary: "The credential that calls",
      tags: ["Decide"],
      security: [
        ...passcodeSecurity,
        ...temporarySecurity,
        ...sessionSecurity,
        { apiKey: [] },
        { basic: [] },
        { jwt: [] },
        { serviceKey: [] },
      ],
      response: {
        200: z
          .object({
            credential: credentialSchema,
            account: z.object({ id: z.string(), name: z.string() }),
            expires_at: expiresAtSchema,
          })
          .describe("Accepted; with `Passcode-Expires` from 30 days before the end"),
        400: problemResponse("`multiple_credentials`"),
        401: problemResponse(
          "`credential_required`, `credential_invalid`, `credential_expired`; of Basic also `totp_code_required`, `totp_enrolment_required`, `password_expired`",
        ),
        405: problemResponse("`method_not_allowed`"),
        429: problemResponse("`throttled`: too many failed attempts with Basic; see `Retry-After`"),
        503: problemResponse("`unavailable`: it cannot be told at the moment; see `Retry-After`"),
      },
    },
  });
}
