import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { problemResponse } from "@/lib/api/openapi";
import { deleteUser } from "@/lib/core/user/delete-user";
import { readUser } from "@/lib/core/user/read-user";
import { updateUser, updateUserInput } from "@/lib/core/user/update-user";
import { done, examples, operation, readRefusals, userPath, writeRefusals } from "./documentation";
import { callerOf, managed } from "./manager";
import { idOf, uncheckedInput } from "./unchecked-input";
import { user } from "./user-schemas";

const url = "/v1/accounts/:account/users/:id";
const lastAdmin = "`last_admin`: the account would have no administrator";

/** `GET`, `PATCH` and `DELETE /v1/accounts/{account}/users/{id}`. */
export function registerUser(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url,
    handler: (request) => readUser(callerOf(request), uncheckedInput(request.query, { id: idOf(request.params.id) })),
    schema: {
      ...operation("user.read", "Users", "Read a user", "With his passcode, never with its secret."),
      params: userPath,
      response: { 200: user.describe("The user as he is"), ...readRefusals },
    },
  });
  registerUpdate(app, decide);
  app.route({
    ...managed(decide),
    method: "DELETE",
    url,
    handler: async (request, reply) => {
      await deleteUser(callerOf(request), uncheckedInput(request.body ?? {}, { id: idOf(request.params.id) }));
      return reply.code(204).send();
    },
    schema: {
      ...operation("user.delete", "Users", "Delete a user", "All that he holds is refused at once."),
      params: userPath,
      response: { 204: done("Deleted"), ...writeRefusals, 409: problemResponse(lastAdmin) },
    },
  });
}

function registerUpdate(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "PATCH",
    url,
    handler: (request) => updateUser(callerOf(request), uncheckedInput(request.body, { id: idOf(request.params.id) })),
    schema: {
      ...operation(
        "user.update",
        "Users",
        "Change role, revoke access or restore it",
        "What is left out stays. Revoking access ends his passcode, keys, tokens and sign-ins at once.",
      ),
      params: userPath,
      body: updateUserInput.omit({ id: true }).meta(examples({ role: "manager" }, { status: "revoked" })),
      response: {
        200: user.describe("The user as he is now"),
        ...writeRefusals,
        409: problemResponse(`${lastAdmin}; \`user_not_active\`: an invited one becomes active by joining`),
      },
    },
  });
}
