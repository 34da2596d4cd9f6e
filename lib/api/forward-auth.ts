import { METHODS } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { jwtKindSaid } from "@/lib/core/jwt/jwt";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import type { Api } from "./api";
import { authenticate } from "./authenticate";
import { readCredentials, type TokenPlace } from "./credentials";
import type { Decide } from "./decide";
import { sendAccessRefusal } from "./dialects/access-refusal";
import { sendBasicV3Refusal } from "./dialects/basic-refusal";
import { passcodeRefusal, passcodeSecurity, sendPasscodeRefusal } from "./dialects/passcode";
import { sessionSecurity } from "./dialects/session";
import { sendSessionRefusal } from "./dialects/session-refusal";
import { temporarySecurity } from "./dialects/temporary";
import { sendTemporaryRefusal } from "./dialects/temporary-refusal";
import { problemResponse } from "./openapi";
import { sendProblem } from "./problem";
import type { Refusal } from "./refusal";
import { everyKind } from "./taken";

const path = "/v1/auth";

/**
 * Forward-auth for nginx, Traefik, Caddy and Envoy. Every method and content type is taken, the body is not read; the answer is in the
 * headers (WIRE.md section 6). Service keys are not taken here.
 */
export function registerForwardAuth(app: Api, decide: Decide): void {
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    const accepted = await authenticate(decide, everyKind, request, reply);
    for (const [name, value] of authHeaders(accepted)) reply.header(name, value);
    return reply.send();
  };
  // The hook has answered before anything is read of a body.
  const handler = () => undefined;
  app.route({ method: "GET", url: path, onRequest, handler, schema: documentation });
  const others = METHODS.filter((method) => !["GET", "HEAD", "CONNECT"].includes(method));
  app.route({ method: others, url: path, onRequest, handler, schema: { hide: true } });
}

/** Who calls, for the service behind the proxy. */
export const authHeaders = ({ credential }: Accepted): [string, string][] => [
  ["x-auth-account-id", credential.account_id],
  // Sent when empty too, so that a proxy overwrites what its client sent.
  ["x-auth-user-id", credential.user_id ?? ""],
  ["x-auth-credential-id", credential.id],
  ["x-auth-credential-kind", credential.kind],
  ["x-auth-scopes", credential.scopes.join(" ")],
];

/**
 * Envoy and Traefik append the original path, whatever stands in it, even what no URL may: it is cut off before routing.
 *
 * @param url of the request, with its query.
 */
export function cutForwardedPath(url: string): string {
  return url.startsWith(`${path}/`) ? path : url;
}

type Send = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** By where the credential stood; several dialects share `Authorization: Bearer`, and what stands there says whose it is. */
const senders: Record<Exclude<TokenPlace, "bearer">, Send> = {
  "x-auth-token": sendTemporaryRefusal,
  "x-api-key": sendSessionRefusal,
  basic: sendBasicV3Refusal,
  v3_user_token: sendBasicV3Refusal,
  cookie: sendBasicV3Refusal,
};

/** In the shape of the dialect whose headers were used; nginx knows 401 and 403 alone, so two credentials are 401. */
export function sendForwardAuthRefusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const presented = readCredentials(request.raw.rawHeaders);
  switch (presented.type) {
    case "multiple":
      return (presented.passcodeHeadersOnly ? sendPasscodeRefusal : sendProblem)(
        refusal,
        request,
        reply,
        refusal.code === "multiple_credentials" ? 401 : undefined,
      );
    case "passcode":
      return sendPasscodeRefusal(refusal, request, reply);
    case "none":
    case "other":
      return sendProblem(refusal, request, reply);
    case "bearer":
      return senderOfBearer(presented.token)(refusal, request, reply);
    default:
      return senders[presented.type](refusal, request, reply);
  }
}

function senderOfBearer(token: string): Send {
  if (token.startsWith("wwst_")) return sendSessionRefusal;
  if (token.startsWith("wwpt_")) return sendAccessRefusal;
  const kind = jwtKindSaid(token);
  if (kind === null) return sendProblem;
  return kind === "jwt" ? sendBasicV3Refusal : sendAccessRefusal;
}

const documentation = {
  summary: "Forward-auth for nginx, Traefik, Caddy and Envoy",
  description:
    "Takes any method, and any path below it. Give it the headers of the original request; the body is not read.",
  tags: ["Decide"],
  security: [...passcodeSecurity, ...temporarySecurity, ...sessionSecurity, { apiKey: [] }, { basic: [] }, { jwt: [] }],
  response: {
    200: {
      description:
        "Accepted; empty. `X-Auth-Account-Id`, `X-Auth-User-Id`, `X-Auth-Credential-Id`, `X-Auth-Credential-Kind`, `X-Auth-Scopes`, and `Passcode-Expires` from 30 days before the end.",
      content: { "text/plain": { schema: z.literal("") } },
    },
    401: {
      description: "Refused, in the shape of the dialect whose headers were used; two credentials that differ too.",
      content: { ...problemResponse("").content, ...passcodeRefusal("").content },
    },
    429: problemResponse("Too many failed attempts with Basic; see `Retry-After`."),
    503: problemResponse("It cannot be told at the moment; see `Retry-After`."),
  },
};
