import { z } from "zod";
import { confirmTotp, enrolTotp } from "@/lib/core/totp/enrol-totp";
import { removeTotp } from "@/lib/core/totp/remove-totp";
import type { Api } from "./api";
import type { Decide } from "./decide";
import { done } from "./management/documentation";
import { uncheckedInput } from "./management/unchecked-input";
import { problemResponse } from "./openapi";
import { forOneself, ownCallerOf, ownOperation, ownRefusals } from "./own-caller";

const url = "/v1/self/totp";
const wrongCode = { 422: problemResponse("`totp_code_invalid`: wrong, or used already; `invalid_request`") };
const codeBody = z.object({ code: z.string() });

/** `POST` and `DELETE /v1/self/totp`, `POST …/confirm`: a person's own second factor, for his session token alone. Behind `registerOwnPasscode`. */
export function registerOwnTotp(app: Api, decide: Decide): void {
  app.route({
    ...forOneself(decide),
    method: "POST",
    url,
    handler: async (request, reply) =>
      reply.code(201).send(await enrolTotp(ownCallerOf(request), uncheckedInput(request.body ?? {}))),
    schema: {
      ...ownOperation,
      summary: "Begin to enrol TOTP",
      description: "SHA-1, 6 digits, 30 s (RFC 6238). It is asked for from the first right code on.",
      response: {
        201: z
          .object({
            secret: z.string().describe("Base32; in this answer and in no other"),
            otpauth_url: z.string().describe("For a QR code"),
          })
          .describe("Begun; confirm it with a code"),
        ...ownRefusals,
        409: problemResponse("`already_granted`: TOTP is on; remove it first"),
      },
    },
  });
  registerConfirm(app, decide);
  app.route({
    ...forOneself(decide),
    method: "DELETE",
    url,
    handler: async (request, reply) => {
      await removeTotp(ownCallerOf(request), uncheckedInput(request.body));
      return reply.code(204).send();
    },
    schema: {
      ...ownOperation,
      summary: "Switch your TOTP off",
      description: "By a code of it. The recovery codes go with it, and other sign-ins end.",
      body: codeBody.meta({ examples: [{ code: "492039" }] }),
      response: {
        204: done("Off"),
        ...ownRefusals,
        ...wrongCode,
        404: problemResponse("`not_found`: it is not on"),
        429: problemResponse("`throttled`: too many wrong codes; see `Retry-After`"),
      },
    },
  });
}

function registerConfirm(app: Api, decide: Decide): void {
  app.route({
    ...forOneself(decide),
    method: "POST",
    url: `${url}/confirm`,
    handler: (request) => confirmTotp(ownCallerOf(request), uncheckedInput(request.body)),
    schema: {
      ...ownOperation,
      summary: "End the enrolment by the first code",
      description: "The code counts as used.",
      body: codeBody.meta({ examples: [{ code: "492039" }] }),
      response: {
        200: z
          .object({ recovery_codes: z.array(z.string()).describe("Each stands in for a code once") })
          .describe("On; the recovery codes are in this answer and in no other"),
        ...ownRefusals,
        ...wrongCode,
        404: problemResponse("`not_found`: nothing was begun, or it is on already"),
      },
    },
  });
}
