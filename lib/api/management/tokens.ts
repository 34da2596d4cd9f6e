import { z } from "zod";
import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { endManyTokens } from "@/lib/core/token/end-many-tokens";
import { endToken } from "@/lib/core/token/end-token";
import { listTokens, listTokensInput, tokenKindSchema } from "@/lib/core/token/list-tokens";
import { type TokenView, tokenView } from "@/lib/core/token/token-view";
import { accountPath, done, operation, pageOf, readRefusals, tokenPath, writeRefusals } from "./documentation";
import { callerOf, managed } from "./manager";
import { idOf, uncheckedInput } from "./unchecked-input";

const url = "/v1/accounts/:account/tokens";
const tag = "Tokens";

const token = tokenView.pick({
  ...{ id: true, kind: true, user_id: true, created_at: true, expires_at: true, last_used_at: true, address: true },
});
const example: z.output<typeof token> = {
  id: "5b1f0c9e-6d3a-4a55-8a5e-1d2c3b4a5f60",
  kind: "session_token",
  user_id: "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e",
  created_at: "2026-11-22T08:00:00.000Z",
  expires_at: "2026-11-22T08:15:00.000Z",
  last_used_at: "2026-11-22T08:03:10.000Z",
  address: "192.0.2.7",
};
const page = pageOf(token.meta({ id: "Token", examples: [example] })).meta({
  examples: [{ data: [example], next_cursor: null }],
});
const ownAlone = "A user without the right to others' gets his own.";

/** `GET` and `DELETE /v1/accounts/{account}/tokens`, `DELETE …/tokens/{id}`. */
export function registerTokens(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url,
    handler: async (request) => {
      const query = uncheckedInput<Parameters<typeof listTokens>[1]>(request.query, { offset: 0 });
      const { data, next_cursor } = await listTokens(callerOf(request), query);
      return { data: data.map(toToken), next_cursor };
    },
    schema: {
      ...operation("token.list", tag, "List live tokens and sign-ins", `Never the tokens themselves. ${ownAlone}`),
      params: accountPath,
      querystring: listTokensInput.omit({ offset: true }),
      response: { 200: page.describe("A page of them, the newest first"), ...readRefusals },
    },
  });
  app.route({
    ...managed(decide),
    method: "DELETE",
    url,
    handler: async (request, reply) => {
      await endManyTokens(callerOf(request), uncheckedInput(request.query));
      return reply.code(204).send();
    },
    schema: {
      ...operation("token.end-many", tag, "End all of a user, or of a kind", "Refused at once; not the caller's own."),
      params: accountPath,
      querystring: z.object({ user_id: z.uuid().optional(), kind: tokenKindSchema.optional() }),
      response: { 204: done("Ended"), ...writeRefusals },
    },
  });
  app.route({
    ...managed(decide),
    method: "DELETE",
    url: `${url}/:id`,
    handler: async (request, reply) => {
      await endToken(callerOf(request), uncheckedInput(request.body ?? {}, { id: idOf(request.params.id) }));
      return reply.code(204).send();
    },
    schema: {
      ...operation("token.end", tag, "End a token", "With all that its sign-in issued. Refused at once."),
      params: tokenPath,
      response: { 204: done("Ended"), ...writeRefusals },
    },
  });
}

const toToken = ({ id, kind, user_id, created_at, expires_at, last_used_at, address }: TokenView) => ({
  ...{ id, kind, user_id, created_at, expires_at, last_used_at, address },
});
