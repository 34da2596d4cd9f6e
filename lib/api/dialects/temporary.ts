import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { authenticate } from "@/lib/api/authenticate";
import type { Decide } from "@/lib/api/decide";
import { fieldsOf } from "@/lib/api/fields-of";
import { Refusal } from "@/lib/api/refusal";
import { requestInfoOf } from "@/lib/api/request-info";
import type { Taken } from "@/lib/api/taken";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import type { Actor, Caller } from "@/lib/core/context";
import { createDigestLogin } from "@/lib/core/digest-login/create-digest-login";
import { createTemporaryToken } from "@/lib/core/temporary-token/create-temporary-token";
import { endTemporaryToken } from "@/lib/core/temporary-token/end-temporary-token";
import { readTemporaryToken } from "@/lib/core/temporary-token/read-temporary-token";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import { signInBodyLimitBytes } from "./session";
import { sendSuccess, successOf, tunnel } from "./temporary-envelope";
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
  400: temporaryRefusal("Not JSON"),
  401: temporaryRefusal("Whatever is wrong: missing, no string, unknown, replaced, or not taken by the account"),
  429: temporaryRefusal("Too many failed attempts; see `Retry-After`"),
};

const keyBody = z
  .looseObject({ data: z.looseObject({ api_key: z.string().describe("The account's own API key") }) })
  .meta({ examples: [{ data: { api_key: "wwak_…" } }] });

const digestBody = z
  .looseObject({
    data: z.looseObject({
      credentials: z.string().describe("Hexadecimal MD5 of `e-mail:password`, the e-mail in lower case"),
      method: z.string().optional().describe("`md5`, or `sha` for SHA-1"),
      account_realm: z.string().optional().describe("The account's realm; `realm` is the same"),
      account_name: z.string().optional().describe("Or its name"),
    }),
  })
  .meta({
    examples: [{ data: { credentials: "5f4dcc3b5aa765d61d8327deb882cf99", account_realm: "harbour-trading" } }],
  });

/** `PUT /v1/api_auth` and `/v1/user_auth`, `GET` and `DELETE /v1/token_auth` (seed 001, WIRE.md section 2). */
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
  registerUserAuth(app);
  registerTokenAuth(app, decide);
}

function registerUserAuth(app: Api): void {
  const signIn = async (request: FastifyRequest, reply: FastifyReply) => {
    const caller: Caller = { actor: { type: "anonymous" }, request: requestInfoOf(request) };
    const { id, token, account_id } = await createDigestLogin(caller, toDigestLogin(signInFieldsOf(request)));
    return sendSuccess(request, reply.code(201), { auth_token: token, revision: id, data: { account_id } });
  };
  const path = { url: "/v1/user_auth", bodyLimit: signInBodyLimitBytes };
  app.route({
    ...uncheckedSchemas,
    ...path,
    method: "PUT",
    handler: signIn,
    schema: {
      ...tag,
      summary: "Sign in with a digest of e-mail and password",
      description:
        "Off unless the account has `digest_login` on, and never for users with TOTP: use an API key. Every answer has `Deprecation: true`.",
      deprecated: true,
      body: digestBody,
      response: { 201: issued, ...signInRefusals },
    },
  });
  tunnel(app, path, { PUT: signIn });
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

/** The words of this dialect in those of the core. */
function toDigestLogin({ credentials, method, account_realm, realm, account_name }: Record<string, unknown>) {
  const given = { credentials: textOf(credentials), method: textOf(method ?? "md5") };
  const named = account_realm ?? realm;
  return named === undefined || named === null
    ? { ...given, by: "name" as const, account: textOf(account_name) }
    : { ...given, by: "realm" as const, account: textOf(named) };
}

/** A credential that is no string is one that nobody has. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
