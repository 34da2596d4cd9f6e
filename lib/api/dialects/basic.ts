import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { readCredential } from "@/lib/api/authenticate";
import { jwtCookie } from "@/lib/api/credentials";
import type { Decide } from "@/lib/api/decide";
import { done } from "@/lib/api/management/documentation";
import { Refusal } from "@/lib/api/refusal";
import { requestInfoOf } from "@/lib/api/request-info";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import { createBasicToken } from "@/lib/core/basic-token/create-basic-token";
import { readLoginConfiguration } from "@/lib/core/basic-token/read-login-configuration";
import type { Caller } from "@/lib/core/context";
import { registerBasicReads } from "./basic-reads";
import { v3Refusal } from "./basic-refusal";

const tags = ["Basic and JWT"];

/** Each path of version 3 is there twice. */
const v3Urls = (path: string) => ["/c42api/v3", "/api/v3"].map((prefix) => `${prefix}${path}`);

const issued = z.object({
  data: z.object({ v3_user_token: z.string().describe("A JWT: in this answer and in no other") }),
  error: z.null(),
  warnings: z.null(),
});

/** Seed 003, WIRE.md section 4. */
export function registerBasicDialect(app: Api, decide: Decide): void {
  for (const url of v3Urls("/auth/jwt")) registerToken(app, url);
  for (const url of v3Urls("/LoginConfiguration")) registerLoginConfiguration(app, url);
  registerBasicReads(app, decide, { v3: v3Urls("/customer/my"), v1: ["/api/v1/User/my", "/api/User/my"], tags });
}

function registerToken(app: Api, url: string): void {
  app.route({
    ...uncheckedSchemas,
    method: "GET",
    url,
    handler: async (request, reply) => {
      const caller: Caller = { actor: { type: "anonymous" }, request: requestInfoOf(request) };
      const { token, expires_at } = await createBasicToken(caller, { basic: basicOf(request), code: codeOf(request) });
      if (wantsBody(request.query)) {
        const answer: z.output<typeof issued> = { data: { v3_user_token: token }, error: null, warnings: null };
        return answer;
      }
      return sendCookie(reply, token, expires_at);
    },
    schema: {
      summary: "A JWT for Basic, and TOTP where it is on",
      description: `30 minutes, or as the account says. Without \`useBody=true\`: 204, and the cookie \`${jwtCookie}\`, which the GETs of this dialect take.`,
      tags,
      security: [{ basic: [] }],
      querystring: z.object({ useBody: z.string().optional().describe("`true`, in any case: the JWT is in the body") }),
      headers: z.object({
        "totp-auth": z.string().optional().describe("Six digits, or a recovery code, where TOTP is on"),
      }),
      response: {
        200: issued.describe("Issued"),
        204: done("Issued, as a cookie"),
        400: v3Refusal("Two credentials that differ"),
        401: v3Refusal(
          "`UNAUTHORIZED`; after a right password also `TIME_BASED_ONE_TIME_PASSWORD_REQUIRED` and `TOTP_AUTH_CONFIGURATION_REQUIRED_FOR_USER`",
        ),
        405: v3Refusal("Another method than those in `Allow`"),
        429: v3Refusal("Too many failed attempts; see `Retry-After`"),
        503: v3Refusal("It cannot be told at the moment; see `Retry-After`"),
      },
    },
  });
}

/** @throws Refusal `credential_required`, `credential_invalid` (another kind), `multiple_credentials`. */
function basicOf(request: FastifyRequest): string {
  const presented = readCredential(request);
  if (presented.type === "basic") return presented.token;
  throw new Refusal("credential_invalid", "The credential is not valid here.");
}

/** Sent empty is not sent; sent twice is no code. */
function codeOf({ headers }: FastifyRequest): string | null {
  const code = String(headers["totp-auth"] ?? "");
  return code === "" ? null : code;
}

function wantsBody(query: unknown): boolean {
  const { useBody } = query as { useBody?: unknown };
  return typeof useBody === "string" && useBody.toLowerCase() === "true";
}

function sendCookie(reply: FastifyReply, token: string, expiresAt: string): FastifyReply {
  const expires = new Date(expiresAt).toUTCString();
  const cookie = `${jwtCookie}=${token}; Path=/; Expires=${expires}; HttpOnly; Secure; SameSite=Lax`;
  return reply.code(204).header("set-cookie", cookie).send();
}

function registerLoginConfiguration(app: Api, url: string): void {
  app.route({
    ...uncheckedSchemas,
    method: "GET",
    url,
    handler: async (request) => {
      const caller: Caller = { actor: { type: "anonymous" }, request: requestInfoOf(request) };
      const { username } = request.query as { username?: unknown };
      const { needs_totp } = await readLoginConfiguration(caller, { username: username as string });
      return { data: { loginType: needs_totp ? "LOCAL_2FA" : "LOCAL" } } as const;
    },
    schema: {
      summary: "Whether somebody needs TOTP to sign in",
      description: "Whom we do not know is answered `LOCAL_2FA`.",
      tags,
      querystring: z.object({ username: z.string().describe("An e-mail") }),
      response: {
        200: z
          .object({ data: z.object({ loginType: z.enum(["LOCAL", "LOCAL_2FA"]) }) })
          .describe("With the password alone, or with TOTP"),
        400: v3Refusal("No `username`, or several"),
        405: v3Refusal("Another method than those in `Allow`"),
        503: v3Refusal("It cannot be told at the moment; see `Retry-After`"),
      },
    },
  });
}
