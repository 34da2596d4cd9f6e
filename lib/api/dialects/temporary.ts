import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { authenticate } from "@/lib/api/authenticate";
import type { Decide } from "@/lib/api/decide";
import { Refusal } from "@/lib/api/refusal";
import { requestInfoOf } from "@/lib/api/request-info";
import type { Taken } from "@/lib/api/taken";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import type { Actor, Caller } from "@/lib/core/context";
import { createTemporaryToken } from "@/lib/core/temporary-token/create-temporary-token";
import { endTemporaryToken } from "@/lib/core/temporary-token/end-temporary-token";
import { readTemporaryToken } from "@/lib/core/temporary-token/read-temporary-token";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import { signInBodyLimitBytes } from "./session";
import { fieldsOf, sendSuccess, successOf, tunnel } from "./temporary-envelope";
import { temporaryRefusal } from "./temporary-refusal";

export const temporarySecurity: Record<string, string[]>[] = [{ temporaryToken: [] }];
const tag = { tags: ["Temporary tokens"] };
const accountData = z.object({ account_id: z.string().meta({ examples: ["W7K-4RT-9X2P"] }) });
const issued = successOf(accountData, "`wwtt_…`: in this answer and in no other").describe("Signed in");

export const temporaryRefusals = {
  400: temporaryRefusal("Not JSON; two credentials that differ"),
  401: temporaryRefusal("The credential is missing, wrong, expired or ended"),
  405: temporaryRefusal("Another method than those in `Allow`, or a `POST` without a `verb` that is one of them"),
  413: temporaryRefusal("Too large"),
  415: temporaryRefusal("Not `application/json`"),
  503: temporaryRefusal("It cannot be told at the moment; see `Retry-After`"),
};
const signInRefusals = {
  ...temporaryRefusals,
  429: temporaryRefusal("Too many failed attempts; see `Retry-After`"),
};

const keyBody = z
  .looseObject({ data: z.looseObject({ api_key: z.string().describe("The account's own API key") }) })
  .meta({ examples: [{ data: { api_key: "wwak_…" } }] });

/** `PUT /v1/api_auth`, `GET` and `DELETE /v1/token_auth` (seed 001, WIRE.md section 2). */
export function registerTemporaryDialect(app: Api, decide: Decide): void {
  const exchange = async (request: FastifyRequest, reply: FastifyReply) => {
    const { api_key } = signInFieldsOf(request);
    const caller: Caller = { actor: { type: "anonymous" }, request: requestInfoOf(request) };
    const { id, token, account_id } = await createTemporaryToken(caller, { api_key: textOf(api_key) });
    return sendSuccess(request, reply.code(201), { auth_token: token, revision: id, data: { account_id } });
  };
  const path = { url: "/v1/api_auth", bodyLimit: signInBodyLimitBytes };
  app.route({
    ...uncheckedSchemas,
    ...path,
    method: "PUT",
    handler: exchange,
    schema: {
      ...tag,
      summary: "Exchange the account's API key for a temporary token",
      description:
        "One day, or as the account says, from its issue. Other fields are not looked at, nor is a token in the headers.",
      body: keyBody,
      response: { 201: issued, ...signInRefusals },
    },
  });
  tunnel(app, path, { PUT: exchange });
  registerTokenAuth(app, decide);
}

function registerTokenAuth(app: Api, decide: Decide): void {
  const taken: Taken = { "x-auth-token": ["tt"] };
  const read = async (request: FastifyRequest, reply: FastifyReply) => {
    const { credential } = await authenticate(decide, taken, request, reply);
    return sendSuccess(request, reply, { revision: credential.id, data: { account_id: credential.account_id } });
  };
  const end = async (request: FastifyRequest, reply: FastifyReply) => {
    const accepted = await authenticate(decide, taken, request, reply);
    await endTemporaryToken({ actor: await temporaryActor(accepted), request: requestInfoOf(request) }, {});
    const { id, account_id } = accepted.credential;
    return sendSuccess(request, reply, { revision: id, data: { account_id } });
  };
  const path = { url: "/v1/token_auth", bodyLimit: signInBodyLimitBytes };
  const shared = { ...tag, security: temporarySecurity };
  const { 400: several, 401: wrong, 405: method, 503: unavailable, ...ofBodies } = temporaryRefusals;
  const refusals = { 400: several, 401: wrong, 405: method, 503: unavailable };
  app.route({
    ...path,
    method: "GET",
    handler: read,
    schema: {
      ...shared,
      summary: "The temporary token that calls",
      response: { 200: successOf(accountData).describe("It is good"), ...refusals },
    },
  });
  app.route({
    ...path,
    method: "DELETE",
    handler: end,
    schema: {
      ...shared,
      summary: "End the temporary token that calls",
      response: { 200: successOf(accountData).describe("Refused from now on"), ...refusals, ...ofBodies },
    },
  });
  tunnel(app, path, { DELETE: end });
}

/** Who acts by an accepted temporary token. @throws Refusal `credential_invalid` where it has ended meanwhile. @throws AppError `unavailable`. */
export async function temporaryActor({ credential }: Accepted): Promise<Actor> {
  const actor = await readTemporaryToken(credential.id);
  if (actor) return actor;
  throw new Refusal("credential_invalid", "The credential is not valid here.");
}

/** `data` of a body that signs somebody in. @throws Refusal `malformed_json` where a tunnelled request has none. */
function signInFieldsOf({ body }: FastifyRequest): Record<string, unknown> {
  if (body === undefined) throw new Refusal("malformed_json", "The body is empty. Send a JSON document.");
  return fieldsOf(fieldsOf(body).data);
}

/** A credential that is no string is one that nobody has. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
