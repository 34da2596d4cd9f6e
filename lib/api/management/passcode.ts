import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { problemResponse } from "@/lib/api/openapi";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { readPasscode } from "@/lib/core/passcode/read-passcode";
import { updatePasscode, updatePasscodeInput } from "@/lib/core/passcode/update-passcode";
import { done, examples, operation, passcodePath, readRefusals, writeRefusals } from "./documentation";
import { callerOf, managed } from "./manager";
import { passcode } from "./passcode-schemas";
import { idOf, uncheckedInput } from "./unchecked-input";

const url = "/v1/accounts/:account/passcodes/:id";

/** `GET`, `PATCH` and `DELETE /v1/accounts/{account}/passcodes/{id}`. */
export function registerPasscode(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url,
    handler: (request) =>
      readPasscode(callerOf(request), uncheckedInput(request.query, { id: idOf(request.params.id) })),
    schema: {
      ...operation("passcode.read", "Passcodes", "Read a passcode", "Never with its secret."),
      params: passcodePath,
      response: { 200: passcode.describe("The passcode as it is"), ...readRefusals },
    },
  });
  registerUpdate(app, decide);
  app.route({
    ...managed(decide),
    method: "DELETE",
    url,
    handler: async (request, reply) => {
      await deletePasscode(callerOf(request), uncheckedInput(request.body ?? {}, { id: idOf(request.params.id) }));
      return reply.code(204).send();
    },
    schema: {
      ...operation(
        "passcode.delete",
        "Passcodes",
        "Delete a passcode",
        "Its secrets are refused at once; its name is free.",
      ),
      params: passcodePath,
      response: { 204: done("Deleted"), ...writeRefusals },
    },
  });
}

function registerUpdate(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "PATCH",
    url,
    handler: (request) =>
      updatePasscode(callerOf(request), uncheckedInput(request.body, { id: idOf(request.params.id) })),
    schema: {
      ...operation(
        "passcode.update",
        "Passcodes",
        "Change name, contact, suspension or end",
        "What is left out stays.",
      ),
      params: passcodePath,
      body: updatePasscodeInput
        .omit({ id: true })
        .meta(
          examples(
            { name: "Acme orders", contact_email: null, version: 1 },
            { suspended: true, version: 1 },
            { expires_in_days: 90, version: 1 },
            { expires_at: "2090-01-31T12:00:00Z", version: 1 },
          ),
        ),
      response: {
        200: passcode.describe("The passcode as it is now"),
        ...writeRefusals,
        409: problemResponse(
          "`version_conflict`, `name_taken`, `passcode_limit_reached` (a revived one takes a place)",
        ),
      },
    },
  });
}
