import { createApiKey } from "@/app/(console)/tokens/actions";
import type { UserActions } from "@/components/users/user-actions";
import type { Actor } from "@/lib/core/context";
import { allowedTo } from "@/lib/web/allowed-to";
import * as actions from "./actions";

/** What an actor may do with users: the rest is not shown. The commands ask again. */
export function allowedActions(actor: Actor): UserActions {
  const allowed = allowedTo(actor);
  return {
    invite: allowed("user.invite", actions.inviteUsers),
    renewInvitation: allowed("invitation.renew", actions.renewInvitation),
    update: allowed("user.update", actions.updateUser),
    remove: allowed("user.delete", actions.deleteUser),
    grant: allowed("user-passcode.grant", actions.grantUserPasscode),
    changeValidity: allowed("user-passcode.update", actions.updateUserPasscode),
    reset: allowed("user-passcode.reset", actions.resetUserPasscode),
    revokePasscode: allowed("user-passcode.revoke", actions.revokeUserPasscode),
    resetTotp: allowed("totp.reset", actions.resetTotp),
    createApiKey: allowed("api-key.create", createApiKey),
    changeMany: allowed("user.change-many", actions.changeUsers),
    read: actions.readUser,
    readMany: actions.readUsers,
  };
}
