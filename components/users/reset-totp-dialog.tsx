"use client";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import type { UserView } from "@/lib/core/user/user-view";
import { useUserCommand } from "./use-user-command";

type ResetTotpDialogProps = DialogProps & { user: UserView; reset: Command<null>; isSelf: boolean };

/** Takes a lost second factor away; said before what that weakens. */
export function ResetTotpDialog({ user, reset, isSelf, ...dialog }: ResetTotpDialogProps) {
  const { send, ...command } = useUserCommand(reset, dialog, {
    said: `${user.name}'s TOTP is reset`,
    description: "The next sign-in asks for the password alone.",
  });
  return (
    <ConfirmDialog
      heading={`Reset ${user.name}'s TOTP?`}
      label="Reset TOTP"
      isDanger
      {...command}
      onConfirm={() => send({ id: user.id })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      {isSelf && <Alert wrong>This is you: you are signed out at once.</Alert>}
      <p className="text-sm">
        For a lost telephone. {user.name} is signed out everywhere, signs in with the password alone and enrols again
        under Settings › Security. Be sure that it is {user.name} who asks.
      </p>
    </ConfirmDialog>
  );
}
