import { z } from "zod";
import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { fieldsOf } from "@/lib/api/fields-of";
import { done } from "@/lib/api/management/documentation";
import { Refusal } from "@/lib/api/refusal";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import type { ApiKeyView } from "@/lib/core/api-key/api-key-view";
import { createApiKey } from "@/lib/core/api-key/create-api-key";
import { readApiKey } from "@/lib/core/api-key/read-api-key";
import { revokeApiKey } from "@/lib/core/api-key/revoke-api-key";
import { personOf, sessionSecurity, signInBodyLimitBytes } from "./session";
import { sessionRefusal } from "./session-refusal";

const keySchema = z.object({ id: z.int(), userId: z.int().describe("`org_user_id` of the management API") });
const keyBody = z.looseObject({ userId: z.int().nullish().describe("Absent or null: oneself") });
const strategyBody = z.looseObject({ email: z.string() });
const strategySchema = z.object({ strategy: z.enum(["local", "sso"]), redirectUrl: z.string().nullable() });

const bodyRefusals = {
  400: sessionRefusal("Not JSON, a field missing or of a wrong type; two credentials that differ"),
  405: sessionRefusal("Another method than those in `Allow`"),
  413: sessionRefusal("Too large"),
  415: sessionRefusal("Not `application/json`"),
  503: sessionRefusal("It cannot be told at the moment; see `Retry-After`"),
};

/** `POST /user/authenticate/strategy` and `/user/apiKey` (seed 002, WIRE.md section 3). */
export function registerSessionKeys(app: Api, decide: Decide): void {
  registerStrategy(app);
  const keys = {
    tags: ["Session tokens"],
    security: sessionSecurity,
  };
  const refusals = {
    ...{ 400: bodyRefusals[400], 405: bodyRefusals[405], 503: bodyRefusals[503] },
    401: sessionRefusal("The token is bad, expired or ended"),
    403: sessionRefusal("No credential, or no administrator's"),
    404: sessionRefusal("No such user or key in this account"),
  };
  app.route({
    ...uncheckedSchemas,
    method: "POST",
    url: "/user/apiKey",
    handler: async (request, reply) => {
      const caller = await personOf(decide, request, reply);
      const { userId } = fieldsOf(request.body);
      const made = await createApiKey(caller, { org_user_id: (userId ?? null) as number | null });
      return reply.code(201).send({ ...toKey(made), key: made.key });
    },
    schema: {
      ...keys,
      summary: "Make a user's API key, or replace it",
      description:
        "For administrators. It never ends by itself and has the rights of its user; the one before is refused at once.",
      body: keyBody,
      response: {
        201: keySchema
          .extend({ key: z.string().describe("`wwak_…`: in this answer and in no other") })
          .describe("Made"),
        ...refusals,
        413: bodyRefusals[413],
        415: bodyRefusals[415],
      },
    },
  });
  app.route({
    method: "GET",
    url: "/user/apiKey/:id",
    handler: async (request, reply) =>
      toKey(await readApiKey(await personOf(decide, request, reply), { number: numberOf(request.params) })),
    schema: {
      ...keys,
      summary: "An API key, without the key",
      response: { 200: keySchema.describe("There"), ...refusals },
    },
  });
  app.route({
    method: "DELETE",
    url: "/user/apiKey/:id",
    handler: async (request, reply) => {
      await revokeApiKey(await personOf(decide, request, reply), { number: numberOf(request.params) });
      return reply.code(204).send();
    },
    schema: { ...keys, summary: "Revoke an API key", response: { 204: done("Refused from now on"), ...refusals } },
  });
}

function registerStrategy(app: Api): void {
  app.route({
    ...uncheckedSchemas,
    method: "POST",
    url: "/user/authenticate/strategy",
    bodyLimit: signInBodyLimitBytes,
    handler: async (request): Promise<z.output<typeof strategySchema>> => {
      const { email } = fieldsOf(request.body);
      if (typeof email !== "string" || email === "") throw new Refusal("invalid_request", "email must be a string.");
      // Everybody's: whom we do not know is answered alike.
      return { strategy: "local", redirectUrl: null };
    },
    schema: {
      summary: "How somebody signs in",
      description: "The same for everybody: with his password.",
      tags: ["Session tokens"],
      body: strategyBody,
      response: { 200: strategySchema.describe("With his password"), ...bodyRefusals },
    },
  });
}

const toKey = ({ number: id, org_user_id: userId }: ApiKeyView): z.output<typeof keySchema> => ({ id, userId });

/** @throws Refusal `not_found` where it is no id at all. */
function numberOf(params: unknown): number {
  const { id = "" } = params as { id?: string };
  if (/^[1-9]\d{0,8}$/.test(id)) return Number(id);
  throw new Refusal("not_found", "There is no such API key.");
}
