import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { fieldsOf } from "@/lib/api/fields-of";
import { requestInfoOf } from "@/lib/api/request-info";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import { createAccessToken } from "@/lib/core/access-token/create-access-token";
import { refreshAccessToken } from "@/lib/core/access-token/refresh-access-token";
import type { Caller } from "@/lib/core/context";
import { accessFieldErrors, accessRefusal } from "./access-refusal";
import { bothWays } from "./both-ways";
import { signInBodyLimitBytes } from "./session";

const tokens = {
  access_token: z.string().describe("A JWT for 1 hour, or as the account says: in this answer and in no other"),
  refresh_token: z.string().describe("`wwrt_…`: good for one pair more; in this answer and in no other"),
};
const loginBody = z.looseObject({ username: z.string().describe("The e-mail"), password: z.string() }).meta({
  examples: [{ username: "grace@harbour.test", password: "a lantern on the north wall" }],
});
const loggedIn = z.object({
  id: z.int().describe("`org_user_id` of the management API"),
  email: z.string(),
  username: z.string().describe("The e-mail again"),
  company_id: z.int().describe("The account's `org_id`"),
  token_access: z.string().describe("`access_token` again"),
  ...tokens,
  is_verified: z.boolean(),
  profile: z.object({ full_name: z.string() }),
});
const refreshBody = z.looseObject({ refresh_token: z.string() });

const refusals = {
  405: accessRefusal("Another method than those in `Allow`"),
  413: accessRefusal("Over 64 KB"),
  415: accessRefusal("Not `application/json`"),
  503: accessRefusal("It cannot be told at the moment; see `Retry-After`"),
};
const shared = { ...uncheckedSchemas, method: "POST", bodyLimit: signInBodyLimitBytes } as const;

/** `POST /api/v1/auth/login/` and `/refresh/` (seed 004, WIRE.md section 5). */
export function registerAccessDialect(app: Api): void {
  registerLogin(app);
  registerRefresh(app);
}

function registerLogin(app: Api): void {
  for (const { url, hide } of bothWays("/api/v1/auth/login/")) {
    app.route({
      ...shared,
      url,
      handler: async (request): Promise<z.output<typeof loggedIn>> => {
        const { username: email, password } = fieldsOf(request.body);
        const input = { email, password } as Parameters<typeof createAccessToken>[1];
        return toLoggedIn(await createAccessToken(visitor(request), input));
      },
      schema: {
        hide,
        summary: "Sign in for an access token",
        description:
          "In the account used last. Other fields are not looked at, nor is a token in the headers. There is no field for a TOTP code: who has TOTP on gets no token here.",
        tags: ["Access and private tokens"],
        body: loginBody,
        response: {
          200: loggedIn.describe("Signed in"),
          400: accessFieldErrors(
            "Not JSON, a field missing or of a wrong type; after a right password, that MFA is enabled",
          ),
          401: accessRefusal(
            "A wrong login; after a right password also a password that must be changed, TOTP to enrol",
          ),
          429: accessRefusal("Too many failed attempts; see `Retry-After`"),
          ...refusals,
        },
      },
    });
  }
}

function registerRefresh(app: Api): void {
  for (const { url, hide } of bothWays("/api/v1/auth/refresh/")) {
    app.route({
      ...shared,
      url,
      handler: async (request) => {
        const { refresh_token } = fieldsOf(request.body);
        return refreshAccessToken(visitor(request), { refresh_token: refresh_token as string });
      },
      schema: {
        hide,
        summary: "Another access token for a refresh token",
        description:
          "A refresh token is good once. A second use ends the whole sign-in, its access tokens too. 24 hours after signing in, or as the account says, all have ended.",
        tags: ["Access and private tokens"],
        body: refreshBody,
        response: {
          200: z.object(tokens).describe("A new pair"),
          400: accessFieldErrors("Not JSON, the field missing or of a wrong type; that MFA was enabled since"),
          401: accessRefusal("It is unknown, expired or spent; a password that must be changed, TOTP to enrol"),
          ...refusals,
        },
      },
    });
  }
}

const visitor = (request: Parameters<typeof requestInfoOf>[0]): Caller => ({
  actor: { type: "anonymous" },
  request: requestInfoOf(request),
});

const toLoggedIn = ({
  access_token,
  refresh_token,
  user: { org_user_id: id, email, name: full_name, account },
}: Awaited<ReturnType<typeof createAccessToken>>): z.output<typeof loggedIn> => ({
  ...{ id, email, username: email, company_id: account.org_id },
  ...{ token_access: access_token, access_token, refresh_token, is_verified: true, profile: { full_name } },
});
