import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { authenticate } from "@/lib/api/authenticate";
import type { Decide } from "@/lib/api/decide";
import { fieldsOf } from "@/lib/api/fields-of";
import { done } from "@/lib/api/management/documentation";
import { requestInfoOf } from "@/lib/api/request-info";
import { sessionKinds, type Taken } from "@/lib/api/taken";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import { userActor } from "@/lib/api/user-actor";
import type { Caller } from "@/lib/core/context";
import { createSessionToken } from "@/lib/core/session-token/create-session-token";
import { endSessionToken } from "@/lib/core/session-token/end-session-token";
import { renewSessionToken } from "@/lib/core/session-token/renew-session-token";
import { type ProfileView, readProfile } from "@/lib/core/user/read-profile";
import { sessionRefusal } from "./session-refusal";
import { splitName } from "./split-name";

export const sessionSecurity: Record<string, string[]>[] = [{ sessionToken: [] }];

/** WIRE.md section 0, on paths where somebody signs in. */
export const signInBodyLimitBytes = 64 * 1024;

const userSchema = z
  .object({
    id: z.int().describe("`org_user_id` of the management API"),
    first: z.string(),
    last: z.string(),
    email: z.string(),
    isActive: z.boolean(),
    isAdmin: z.boolean(),
    currentOrg: z.object({ id: z.int(), name: z.string() }),
  })
  .meta({
    id: "SessionUser",
    examples: [
      {
        ...{ id: 42, first: "Grace", last: "Harbour", email: "grace@harbour.test", isActive: true, isAdmin: false },
        currentOrg: { id: 7, name: "Harbour Trading" },
      },
    ],
  });

const authenticateBody = z
  .looseObject({
    email: z.string(),
    password: z.string(),
    selectedOrg: z.int().nullish().describe("The account's `org_id`; absent, null or 0: the only one, or the last one"),
    client: z.unknown().optional().describe("Not looked at"),
    mfaTokenCode: z.string().nullish().describe("Six digits, or a recovery code; not looked at without TOTP"),
  })
  .meta({
    examples: [
      {
        ...{ email: "grace@harbour.test", password: "a lantern on the north wall", selectedOrg: 7 },
        ...{ client: "core-client", mfaTokenCode: null },
      },
    ],
  });

const issued = z.object({
  token: z.string().describe("`wwst_…`: in this answer and in no other"),
  expiresAt: z.int().describe("Unix seconds"),
  user: userSchema,
});

/** `POST` and `GET /user/authenticate`, `POST /user/authenticate/logout`, `GET /user/users/me` (seed 002, WIRE.md section 3). */
export function registerSessionDialect(app: Api, decide: Decide): void {
  app.route({
    ...uncheckedSchemas,
    method: "POST",
    url: "/user/authenticate",
    bodyLimit: signInBodyLimitBytes,
    handler: async (request) => {
      const caller: Caller = { actor: { type: "anonymous" }, request: requestInfoOf(request) };
      return toIssued(await createSessionToken(caller, toInput(request.body)));
    },
    schema: {
      summary: "Sign in for a session token",
      description: "15 minutes, or as the account says. Other fields are not looked at, nor is a token in the headers.",
      tags: ["Session tokens"],
      body: authenticateBody,
      response: {
        200: issued.describe("Signed in"),
        400: sessionRefusal("Not JSON, a field missing or of a wrong type"),
        401: sessionRefusal(
          "A wrong login; after a right password also `MFA token code required`, a wrong code, or a password that must be changed",
        ),
        404: sessionRefusal("After a right password: not an active member of this organisation, or of any"),
        405: sessionRefusal("Another method than those in `Allow`"),
        413: sessionRefusal("Over 64 KB"),
        415: sessionRefusal("Not `application/json`"),
        429: sessionRefusal("Too many failed attempts; see `Retry-After`"),
        503: sessionRefusal("It cannot be told at the moment; see `Retry-After`"),
      },
    },
  });
  registerSignedIn(app, decide);
}

function registerSignedIn(app: Api, decide: Decide): void {
  const refusals = {
    400: sessionRefusal("Two credentials that differ"),
    401: sessionRefusal("The token is bad, expired or ended"),
    403: sessionRefusal("No credential"),
    405: sessionRefusal("Another method than those in `Allow`"),
    503: sessionRefusal("It cannot be told at the moment; see `Retry-After`"),
  };
  const shared = { tags: ["Session tokens"], security: sessionSecurity };
  app.route({
    method: "GET",
    url: "/user/authenticate",
    handler: async (request, reply) => toIssued(await renewSessionToken(await personOf(decide, request, reply), {})),
    schema: {
      ...shared,
      summary: "Renew a session token",
      description:
        "A new token of the same sign-in; the old one lives to its own end. 24 hours after signing in, or as the account says, all have ended.",
      response: { 200: issued.describe("Renewed"), ...refusals },
    },
  });
  app.route({
    method: "POST",
    url: "/user/authenticate/logout",
    bodyLimit: signInBodyLimitBytes,
    handler: async (request, reply) => {
      await endSessionToken(await personOf(decide, request, reply), {});
      return reply.code(204).send();
    },
    schema: {
      ...shared,
      summary: "Sign out",
      description: "Every token of this sign-in is refused at once.",
      response: { 204: done("Signed out"), ...refusals },
    },
  });
  app.route({
    method: "GET",
    url: "/user/users/me",
    handler: async (request, reply) => {
      const taken: Taken = { bearer: sessionKinds, "x-api-key": ["ak"] };
      return toUser(await readProfile(await personOf(decide, request, reply, taken), {}));
    },
    schema: {
      ...shared,
      security: [...sessionSecurity, { apiKey: [] }],
      summary: "The user who calls",
      response: { 200: userSchema.describe("Who he is"), ...refusals },
    },
  });
}

/** Who calls by his session token, or by what else is taken here. */
export async function personOf(
  decide: Decide,
  request: FastifyRequest,
  reply: FastifyReply,
  taken: Taken = { bearer: sessionKinds },
): Promise<Caller> {
  const accepted = await authenticate(decide, taken, request, reply);
  return { actor: await userActor(accepted), request: requestInfoOf(request) };
}

/** The words of this dialect in those of the core, which checks them. */
function toInput(body: unknown): Parameters<typeof createSessionToken>[1] {
  const { email, password, selectedOrg, mfaTokenCode } = fieldsOf(body);
  const code = mfaTokenCode === "" ? null : (mfaTokenCode ?? null);
  return { email, password, org_id: selectedOrg ?? null, code } as Parameters<typeof createSessionToken>[1];
}

const toIssued = ({
  token,
  expires_at,
  user,
}: Awaited<ReturnType<typeof createSessionToken>>): z.output<typeof issued> => ({
  ...{ token, expiresAt: Math.floor(Date.parse(expires_at) / 1000), user: toUser(user) },
});

function toUser({ org_user_id: id, name, email, role, account }: ProfileView): z.output<typeof userSchema> {
  const currentOrg = { id: account.org_id, name: account.name };
  return { id, ...splitName(name), email, isActive: true, isAdmin: role === "admin", currentOrg };
}
