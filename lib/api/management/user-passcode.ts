import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import type { UserPasscodeView, UserView } from "@/lib/core/user/user-view";
import { grantUserPasscode, grantUserPasscodeInput } from "@/lib/core/user-passcode/grant-user-passcode";
import { resetUserPasscode } from "@/lib/core/user-passcode/reset-user-passcode";
import { revokeUserPasscode } from "@/lib/core/user-passcode/revoke-user-passcode";
import { updateUserPasscode, updateUserPasscodeInput } from "@/lib/core/user-passcode/update-user-passcode";
import {
  done,
  examples,
  idempotencyHeaders,
  idempotentRefusals,
  operation,
  userPath,
  writeRefusals,
} from "./documentation";
import { idempotentCaller } from "./idempotent-caller";
import { callerOf, managed } from "./manager";
import { idOf, uncheckedInput } from "./unchecked-input";
import { userPasscode } from "./user-schemas";

const url = "/v1/accounts/:account/users/:id/passcode";
const validity = examples({ validity_days: 90 }, { validity_days: null });

/** `POST`, `PATCH` and `DELETE …/users/{id}/passcode`, `POST …/passcode/reset`. The secret is in none of the answers: its owner alone shows it. */
export function registerUserPasscode(app: Api, decide: Decide): void {
  registerGrant(app, decide);
  app.route({
    ...managed(decide),
    method: "PATCH",
    url,
    handler: async (request) => {
      const input = uncheckedInput<never>(request.body, { id: idOf(request.params.id) });
      return passcodeOf(await updateUserPasscode(callerOf(request), input));
    },
    schema: {
      ...operation(
        "user-passcode.update",
        "User passcodes",
        "Change how long a user's passcode is valid",
        "Counted from now; revives an expired one.",
      ),
      params: userPath,
      body: updateUserPasscodeInput.omit({ id: true }).meta(validity),
      response: { 200: userPasscode.describe("The passcode as it is now"), ...writeRefusals },
    },
  });
  registerReset(app, decide);
  app.route({
    ...managed(decide),
    method: "DELETE",
    url,
    handler: async (request, reply) => {
      await revokeUserPasscode(callerOf(request), uncheckedInput(request.body ?? {}, { id: idOf(request.params.id) }));
      return reply.code(204).send();
    },
    schema: {
      ...operation("user-passcode.revoke", "User passcodes", "Revoke a user's passcode", "It is refused at once."),
      params: userPath,
      response: { 204: done("Revoked"), ...writeRefusals },
    },
  });
}

function registerGrant(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "POST",
    url,
    handler: async (request, reply) => {
      const input = uncheckedInput<never>(request.body, { id: idOf(request.params.id) });
      return reply.code(201).send(passcodeOf(await grantUserPasscode(idempotentCaller(request, reply), input)));
    },
    schema: {
      ...operation(
        "user-passcode.grant",
        "User passcodes",
        "Grant a user his passcode",
        "One that lives for each user. He alone shows it, in his settings or by `GET /v1/self/passcode`.",
      ),
      params: userPath,
      headers: idempotencyHeaders,
      body: grantUserPasscodeInput.omit({ id: true }).meta(validity),
      response: {
        201: userPasscode.describe("Granted; without its secret"),
        ...idempotentRefusals("`already_granted`, `user_not_active`: his access is revoked"),
      },
    },
  });
}

function registerReset(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "POST",
    url: `${url}/reset`,
    handler: async (request, reply) => {
      const input = uncheckedInput<never>(request.body ?? {}, { id: idOf(request.params.id) });
      return passcodeOf(await resetUserPasscode(idempotentCaller(request, reply), input));
    },
    schema: {
      ...operation(
        "user-passcode.reset",
        "User passcodes",
        "Reset a user's passcode",
        "A fresh secret; the old one is refused at once. The end stays.",
      ),
      params: userPath,
      headers: idempotencyHeaders,
      response: {
        200: userPasscode.describe("Reset; without its secret"),
        ...writeRefusals,
        ...idempotentRefusals("`passcode_expired`: extend it, or revoke it and grant anew"),
      },
    },
  });
}

function passcodeOf({ passcode }: UserView): UserPasscodeView {
  if (!passcode) throw new Error("a change of a user's passcode left none");
  return passcode;
}
