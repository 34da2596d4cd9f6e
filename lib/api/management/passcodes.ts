import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { createPasscode, createPasscodeInput } from "@/lib/core/passcode/create-passcode";
import { listPasscodes, listPasscodesInput } from "@/lib/core/passcode/list-passcodes";
import {
  accountPath,
  examples,
  idempotencyHeaders,
  idempotentRefusals,
  operation,
  readRefusals,
} from "./documentation";
import { idempotentCaller } from "./idempotent-caller";
import { callerOf, managed } from "./manager";
import { newPasscode, passcodePage } from "./passcode-schemas";
import { uncheckedInput } from "./unchecked-input";

const url = "/v1/accounts/:account/passcodes";

/** `GET` and `POST /v1/accounts/{account}/passcodes`. */
export function registerPasscodes(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url,
    handler: async (request) => {
      const query = uncheckedInput<Parameters<typeof listPasscodes>[1]>(request.query, { offset: 0 });
      const { data, next_cursor } = await listPasscodes(callerOf(request), query);
      return { data, next_cursor };
    },
    schema: {
      ...operation("passcode.list", "Passcodes", "List the account's passcodes", "Expired ones too, for 90 days."),
      params: accountPath,
      querystring: listPasscodesInput.omit({ offset: true }),
      response: { 200: passcodePage.describe("A page of them"), ...readRefusals },
    },
  });
  app.route({
    ...managed(decide),
    method: "POST",
    url,
    handler: async (request, reply) => {
      const made = await createPasscode(idempotentCaller(request, reply), uncheckedInput(request.body));
      return reply
        .code(201)
        .header("location", `/v1/accounts/${request.params.account}/passcodes/${made.id}`)
        .send(made);
    },
    schema: {
      ...operation("passcode.create", "Passcodes", "Create a passcode", "At most 100 that have not expired."),
      params: accountPath,
      headers: idempotencyHeaders,
      body: createPasscodeInput.meta({
        oneOf: [{ required: ["expires_in_days"] }, { required: ["expires_at"] }],
        ...examples(
          { name: "Acme orders", expires_in_days: 90, contact_email: "ops@acme.test" },
          { name: "Acme warehouse", expires_in_days: null },
          { name: "Acme audit", expires_at: "2090-01-31T12:00:00Z" },
        ),
      }),
      response: {
        201: newPasscode.describe("Created; `Location` says where it is. The secret is in this answer and in no other"),
        ...idempotentRefusals("`passcode_limit_reached`, `name_taken`"),
      },
    },
  });
}
