import type { PasscodeActions } from "@/components/passcodes/passcode-actions";
import type { Actor } from "@/lib/core/context";
import { allowedTo } from "@/lib/web/allowed-to";
import * as actions from "./actions";

/** What an actor may do with passcodes: the rest is not shown. The commands ask again. */
export function allowedActions(actor: Actor): PasscodeActions {
  const allowed = allowedTo(actor);
  return {
    create: allowed("passcode.create", actions.createPasscode),
    update: allowed("passcode.update", actions.updatePasscode),
    rotate: allowed("passcode.rotate", actions.rotatePasscode),
    changeRotation: allowed("passcode.change-rotation", actions.changeRotation),
    retireOld: allowed("passcode.retire-old", actions.retireOldSecret),
    changeMany: allowed("passcode.change-many", actions.changePasscodes),
    remove: allowed("passcode.delete", actions.deletePasscode),
    read: actions.readPasscode,
    readMany: actions.readPasscodes,
  };
}
