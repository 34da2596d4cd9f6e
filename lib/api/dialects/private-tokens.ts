import { z } from "zod";
import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { fieldsOf } from "@/lib/api/fields-of";
import { done } from "@/lib/api/management/documentation";
import { Refusal } from "@/lib/api/refusal";
import type { Taken } from "@/lib/api/taken";
import { uncheckedSchemas } from "@/lib/api/unchecked-schemas";
import { createPrivateToken } from "@/lib/core/private-token/create-private-token";
import { listPrivateTokens } from "@/lib/core/private-token/list-private-tokens";
import type { PrivateTokenView } from "@/lib/core/private-token/private-token-view";
import { revokePrivateToken } from "@/lib/core/private-token/revoke-private-token";
import { accessFieldErrors, accessRefusal } from "./access-refusal";
import { bothWays } from "./both-ways";
import { pageLinks, readPage } from "./private-tokens-page";
import { personOf } from "./session";

const taken: Taken = { bearer: ["access", "pt"] };

const tokenSchema = z.object({
  id: z.int(),
  name: z.string(),
  expiration_time: z.string().describe("RFC 3339, UTC"),
});
const tokenBody = z
  .looseObject({
    name: z.string(),
    expiration_time: z.string().describe("ISO 8601 with its zone; there is no default"),
  })
  .meta({ examples: [{ name: "Nightly export", expiration_time: "2027-01-31T12:00:00Z" }] });
const pageSchema = z.object({
  count: z.int(),
  next: z.string().nullable(),
  previous: z.string().nullable(),
  results: z.array(tokenSchema),
});
const pageQuery = z.looseObject({
  ordering: z.string().optional().describe("`name`, `-name`, `expiration_time` or `-expiration_time`"),
  q: z.string().optional().describe("Part of the name"),
  page: z.string().optional().describe("From 1"),
  page_size: z.string().optional().describe("50 where it is left out; 100 at most, and more is taken for 100"),
});

const tags = ["Access and private tokens"];
const refusals = {
  401: accessRefusal("No token, or it is bad, expired or ended"),
  403: accessRefusal("What the account asks of its user first is not done"),
  405: accessRefusal("Another method than those in `Allow`"),
  503: accessRefusal("It cannot be told at the moment; see `Retry-After`"),
};
const security: Record<string, string[]>[] = [{ accessToken: [] }, { privateToken: [] }];

/** `/api/v1/auth/private_tokens/` (seed 004, WIRE.md section 5). */
export function registerPrivateTokens(app: Api, decide: Decide): void {
  for (const { url, hide } of bothWays("/api/v1/auth/private_tokens/")) {
    registerCreate(app, decide, url, hide);
    registerList(app, decide, url, hide);
  }
  for (const { url, hide } of bothWays("/api/v1/auth/private_tokens/:id/")) registerRevoke(app, decide, url, hide);
}

function registerCreate(app: Api, decide: Decide, url: string, hide: boolean): void {
  app.route({
    ...uncheckedSchemas,
    method: "POST",
    url,
    handler: async (request, reply) => {
      const caller = await personOf(decide, request, reply, taken);
      const { name, expiration_time } = fieldsOf(request.body);
      const input = { name, expires_at: toRfc3339(expiration_time) } as Parameters<typeof createPrivateToken>[1];
      const made = await createPrivateToken(caller, input);
      return reply.code(201).send({ ...toToken(made), data: made.token });
    },
    schema: {
      hide,
      summary: "Make a private token",
      description:
        "By an access token. It lives to the moment that is named, whatever becomes of the sign-in; at most as long as the account allows, and 3650 days.",
      tags,
      security: [{ accessToken: [] }],
      body: tokenBody,
      response: {
        201: tokenSchema
          .extend({ data: z.string().describe("`wwpt_…`: in this answer and in no other") })
          .describe("Made"),
        ...refusals,
        400: accessFieldErrors(
          "Not JSON, a field missing or of a wrong type, an end that is not allowed; two credentials",
        ),
        403: accessRefusal("A private token makes no other; or what the account asks of its user first is not done"),
        413: accessRefusal("Too large"),
        415: accessRefusal("Not `application/json`"),
      },
    },
  });
}

function registerList(app: Api, decide: Decide, url: string, hide: boolean): void {
  app.route({
    ...uncheckedSchemas,
    method: "GET",
    url,
    handler: async (request, reply): Promise<z.output<typeof pageSchema>> => {
      const caller = await personOf(decide, request, reply, taken);
      const { page, input } = readPage(fieldsOf(request.query));
      const { data, matching_count: count } = await listPrivateTokens(caller, input);
      return { count, ...pageLinks(page, count), results: data.map(toToken) };
    },
    schema: {
      hide,
      summary: "One's own private tokens",
      description: "Without the tokens; expired ones too until they are purged.",
      tags,
      security,
      querystring: pageQuery,
      response: {
        200: pageSchema.describe("A page of them"),
        ...refusals,
        400: accessFieldErrors("A parameter that does not fit; two credentials that differ"),
        404: accessRefusal("There is no such page"),
      },
    },
  });
}

function registerRevoke(app: Api, decide: Decide, url: string, hide: boolean): void {
  app.route({
    method: "DELETE",
    url,
    handler: async (request, reply) => {
      const caller = await personOf(decide, request, reply, taken);
      await revokePrivateToken(caller, { number: numberOf(request.params) });
      return reply.code(204).send();
    },
    schema: {
      hide,
      summary: "Revoke a private token",
      tags,
      security,
      response: {
        204: done("Refused from now on"),
        ...refusals,
        400: accessRefusal("Two credentials that differ"),
        404: accessRefusal("One has no such private token"),
      },
    },
  });
}

const toToken = ({ number: id, name, expires_at }: PrivateTokenView): z.output<typeof tokenSchema> => ({
  ...{ id, name, expiration_time: expires_at },
});

/** ISO 8601 also has instants without seconds, and zones without a colon, as Python writes them. */
const toRfc3339 = (time: unknown): unknown =>
  typeof time === "string"
    ? time.replace(/(T\d\d:\d\d)(?=[Z+-])/, "$1:00").replace(/(T.*[+-]\d\d)(\d\d)$/, "$1:$2")
    : time;

/** @throws Refusal `not_found` where it is no id at all. */
function numberOf(params: unknown): number {
  const { id = "" } = params as { id?: string };
  if (/^[1-9]\d{0,9}$/.test(id) && Number(id) <= 2_147_483_647) return Number(id);
  throw new Refusal("not_found", "There is no such private token.");
}
