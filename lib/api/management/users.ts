import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { problemResponse } from "@/lib/api/openapi";
import { inviteUsers, inviteUsersInput } from "@/lib/core/invitation/invite-users";
import { listUsers, listUsersInput } from "@/lib/core/user/list-users";
import { accountPath, examples, operation, readRefusals, writeRefusals } from "./documentation";
import { callerOf, managed } from "./manager";
import { uncheckedInput } from "./unchecked-input";
import { invited, userPage } from "./user-schemas";

const url = "/v1/accounts/:account/users";

/** `GET /v1/accounts/{account}/users` and `POST …/users/invitations`. */
export function registerUsers(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url,
    handler: async (request) => {
      const query = uncheckedInput<Parameters<typeof listUsers>[1]>(request.query, { offset: 0 });
      const { data, next_cursor } = await listUsers(callerOf(request), query);
      return { data, next_cursor };
    },
    schema: {
      ...operation("user.list", "Users", "List the account's users", "Each with his passcode, never with its secret."),
      params: accountPath,
      querystring: listUsersInput.omit({ offset: true }),
      response: { 200: userPage.describe("A page of them"), ...readRefusals },
    },
  });
  app.route({
    ...managed(decide),
    method: "POST",
    url: `${url}/invitations`,
    handler: async (request, reply) =>
      reply.code(201).send(await inviteUsers(callerOf(request), uncheckedInput(request.body))),
    schema: {
      ...operation(
        "user.invite",
        "Users",
        "Invite people",
        "All of them or none. Each link opens once, for 7 days; hand it over yourself.",
      ),
      params: accountPath,
      body: inviteUsersInput.meta(
        examples({
          invitations: [
            { email: "grace@harbour.test", role: "member" },
            { email: "ada@harbour.test", role: "manager" },
          ],
        }),
      ),
      response: {
        201: invited.describe("Invited; the links are in this answer and in no other"),
        ...writeRefusals,
        409: problemResponse("`email_taken`: is here already; `errors` says which, and nobody was invited"),
      },
    },
  });
}
