import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { problemResponse } from "@/lib/api/openapi";
import { changeRotation, changeRotationInput, retireOldSecret } from "@/lib/core/passcode/change-rotation";
import { rotatePasscode, rotatePasscodeInput } from "@/lib/core/passcode/rotate-passcode";
import {
  examples,
  idempotencyHeaders,
  idempotentRefusals,
  operation,
  passcodePath,
  writeRefusals,
} from "./documentation";
import { idempotentCaller } from "./idempotent-caller";
import { callerOf, managed } from "./manager";
import { newPasscode, passcode } from "./passcode-schemas";
import { idOf, uncheckedInput } from "./unchecked-input";

const url = "/v1/accounts/:account/passcodes/:id";

/** `POST …/rotate`, `PATCH …/rotation`, `POST …/retire-old`. */
export function registerPasscodeRotation(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "POST",
    url: `${url}/rotate`,
    handler: (request, reply) =>
      rotatePasscode(idempotentCaller(request, reply), uncheckedInput(request.body, { id: idOf(request.params.id) })),
    schema: {
      ...operation(
        "passcode.rotate",
        "Passcodes",
        "Rotate a passcode",
        "A new secret; the old one lives on for the overlap.",
      ),
      params: passcodePath,
      headers: idempotencyHeaders,
      body: rotatePasscodeInput.omit({ id: true }).meta(examples({ overlap_seconds: 86_400 }, {})),
      response: {
        200: newPasscode.describe("Rotated; the new secret is in this answer and in no other"),
        ...idempotentRefusals("`rotation_in_progress`, `passcode_expired`"),
      },
    },
  });
  registerRotationUnderWay(app, decide);
}

function registerRotationUnderWay(app: Api, decide: Decide): void {
  const notRolling = { 409: problemResponse("`not_rolling`: it has one secret, and no old one to end") };
  app.route({
    ...managed(decide),
    method: "PATCH",
    url: `${url}/rotation`,
    handler: (request) =>
      changeRotation(callerOf(request), uncheckedInput(request.body, { id: idOf(request.params.id) })),
    schema: {
      ...operation("passcode.change-rotation", "Passcodes", "Change the overlap of a rotation", "Counted from now."),
      params: passcodePath,
      body: changeRotationInput.omit({ id: true }).meta(examples({ overlap_seconds: 3600 })),
      response: { 200: passcode.describe("The passcode as it is now"), ...writeRefusals, ...notRolling },
    },
  });
  app.route({
    ...managed(decide),
    method: "POST",
    url: `${url}/retire-old`,
    handler: (request) =>
      retireOldSecret(callerOf(request), uncheckedInput(request.body ?? {}, { id: idOf(request.params.id) })),
    schema: {
      ...operation("passcode.retire-old", "Passcodes", "End the old secret of a rotation", "It is refused at once."),
      params: passcodePath,
      response: { 200: passcode.describe("The passcode as it is now"), ...writeRefusals, ...notRolling },
    },
  });
}
