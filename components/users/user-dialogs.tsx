"use client";
import { DialogPlace, type DialogProps } from "@/components/forms/dialog-place";
import { ApiKeyDialog } from "@/components/tokens/api-key-dialog";
import type { UserView } from "@/lib/core/user/user-view";
import { AccessDialog } from "./access-dialog";
import { ChangeRoleDialog } from "./change-role-dialog";
import { DeleteUserDialog } from "./delete-user-dialog";
import { EndPasscodeDialog } from "./end-passcode-dialog";
import { InviteDialog } from "./invite-dialog";
import { RenewInvitationDialog } from "./renew-invitation-dialog";
import { ResetTotpDialog } from "./reset-totp-dialog";
import type { UserActions, UserHome } from "./user-actions";
import type { UserDeed } from "./user-deeds";
import { ValidityDialog } from "./validity-dialog";

/** Which dialog is open. */
export type OpenUserDialog = { kind: "invite"; from: string } | { kind: UserDeed; user: UserView; from: string };

type UserDialogsProps = {
  open: OpenUserDialog | null;
  close: () => void;
  actions: UserActions;
  home: UserHome;
  onDeleted: (user: UserView) => void;
  /** Has the focus where the control that opened the dialog is gone with its user. */
  fallbackId: string;
};

/** All that can be done with single users, in dialogs. */
export function UserDialogs({ open, close, fallbackId, actions, home, onDeleted }: UserDialogsProps) {
  return (
    <DialogPlace {...{ open, close, fallbackId }}>
      {(open, dialog, onGone) => {
        if (open.kind === "invite")
          return actions.invite && <InviteDialog {...dialog} {...{ home }} invite={actions.invite} />;
        const { kind, user } = open;
        const deleted = () => {
          onGone();
          onDeleted(user);
        };
        return <OneDialog {...dialog} {...{ kind, user, actions, home }} onDeleted={deleted} />;
      }}
    </DialogPlace>
  );
}

type OneDialogProps = DialogProps & {
  kind: UserDeed;
  user: UserView;
  actions: UserActions;
  home: UserHome;
  onDeleted: () => void;
};

function OneDialog({ kind, actions, home, onDeleted, ...given }: OneDialogProps) {
  const { read } = actions;
  const { maxLifetimeDays } = home;
  const isSelf = given.user.id === home.selfId;
  switch (kind) {
    case "renew":
      return actions.renewInvitation && <RenewInvitationDialog {...given} renew={actions.renewInvitation} />;
    case "grant":
      return actions.grant && <ValidityDialog {...given} {...{ maxLifetimeDays }} grants send={actions.grant} />;
    case "validity":
      return (
        actions.changeValidity && <ValidityDialog {...given} {...{ maxLifetimeDays }} send={actions.changeValidity} />
      );
    case "reset":
      return actions.reset && <EndPasscodeDialog {...given} {...{ read }} kind="reset" send={actions.reset} />;
    case "revoke_passcode":
      return (
        actions.revokePasscode && (
          <EndPasscodeDialog {...given} {...{ read }} kind="revoke" send={actions.revokePasscode} />
        )
      );
    case "role":
      return actions.update && <ChangeRoleDialog {...given} {...{ home }} update={actions.update} />;
    case "access":
      return actions.update && <AccessDialog {...given} {...{ read, isSelf }} update={actions.update} />;
    case "api_key":
      return actions.createApiKey && <ApiKeyDialog {...given} create={actions.createApiKey} />;
    case "reset_totp":
      return actions.resetTotp && <ResetTotpDialog {...given} {...{ isSelf }} reset={actions.resetTotp} />;
    case "delete":
      return actions.remove && <DeleteUserDialog {...given} {...{ read, isSelf, onDeleted }} remove={actions.remove} />;
  }
}
