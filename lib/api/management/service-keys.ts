import { z } from "zod";
import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { createServiceKey, createServiceKeyInput } from "@/lib/core/service-key/create-service-key";
import { listServiceKeys, listServiceKeysInput } from "@/lib/core/service-key/list-service-keys";
import { revokeServiceKey } from "@/lib/core/service-key/revoke-service-key";
import { serviceKeyView } from "@/lib/core/service-key/service-key-view";
import {
  accountPath,
  done,
  examples,
  idempotencyHeaders,
  idempotentRefusals,
  operation,
  pageOf,
  readRefusals,
  serviceKeyPath,
  writeRefusals,
} from "./documentation";
import { idempotentCaller } from "./idempotent-caller";
import { callerOf, managed } from "./manager";
import { idOf, uncheckedInput } from "./unchecked-input";

const url = "/v1/accounts/:account/service-keys";

const example = {
  id: "5b1f0c9e-6d3a-4a55-8a5e-1d2c3b4a5f60",
  name: "CI",
  scopes: ["passcodes:write" as const],
  hint: "ww…p0Zk",
  expires_at: null,
  created_at: "2026-11-22T08:00:00.000Z",
  created_by: "Ada Watch",
  last_used_at: null,
};
const serviceKey = serviceKeyView.meta({ id: "ServiceKey", examples: [example] });
const newServiceKey = serviceKeyView
  .pick({ id: true, name: true, scopes: true })
  .extend({
    key: z.string().optional().describe("In this answer and in no other, but for repeats within 15 minutes"),
  })
  .meta({ id: "NewServiceKey", examples: [{ id: example.id, name: "CI", scopes: example.scopes, key: "wwsk_…" }] });

/** `GET` and `POST /v1/accounts/{account}/service-keys`, `DELETE …/{id}`. */
export function registerServiceKeys(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url,
    handler: async (request) => {
      const query = uncheckedInput<Parameters<typeof listServiceKeys>[1]>(request.query, { offset: 0 });
      const { data, next_cursor } = await listServiceKeys(callerOf(request), query);
      return { data, next_cursor };
    },
    schema: {
      ...operation("service-key.list", "Service keys", "List the account's service keys", "The newest first."),
      params: accountPath,
      querystring: listServiceKeysInput.omit({ offset: true }),
      response: {
        200: pageOf(serviceKey)
          .meta({ examples: [{ data: [example], next_cursor: null }] })
          .describe("A page of them"),
        ...readRefusals,
      },
    },
  });
  registerCreate(app, decide);
  app.route({
    ...managed(decide),
    method: "DELETE",
    url: `${url}/:id`,
    handler: async (request, reply) => {
      await revokeServiceKey(callerOf(request), uncheckedInput(request.body ?? {}, { id: idOf(request.params.id) }));
      return reply.code(204).send();
    },
    schema: {
      ...operation("service-key.revoke", "Service keys", "Revoke a service key", "It is refused at once."),
      params: serviceKeyPath,
      response: { 204: done("Revoked"), ...writeRefusals },
    },
  });
}

function registerCreate(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "POST",
    url,
    handler: async (request, reply) => {
      const input = uncheckedInput<Parameters<typeof createServiceKey>[1]>(request.body, { account: undefined });
      const { id, name, scopes, key } = await createServiceKey(idempotentCaller(request, reply), named(input));
      const location = `/v1/accounts/${request.params.account}/service-keys/${id}`;
      return reply.code(201).header("location", location).send({ id, name, scopes, key });
    },
    schema: {
      ...operation(
        "service-key.create",
        "Service keys",
        "Create a service key",
        "No scope that the caller does not have.",
      ),
      params: accountPath,
      headers: idempotencyHeaders,
      body: createServiceKeyInput
        .omit({ account: true })
        .required({ name: true })
        .meta(examples({ name: "CI", scopes: ["passcodes:read", "passcodes:write"], expires_at: null })),
      response: { 201: newServiceKey.describe("Created"), ...idempotentRefusals("") },
    },
  });
}

/** The name that a key has where none is given is for the operator's command; here there must be one. */
function named<Input extends { name?: unknown }>(input: Input): Input {
  if (typeof input !== "object" || input === null || Array.isArray(input) || input.name !== undefined) return input;
  return { ...input, name: null };
}
