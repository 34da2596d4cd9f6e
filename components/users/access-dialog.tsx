"use client";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { usePresent } from "@/components/forms/use-present";
import type { UserView } from "@/lib/core/user/user-view";
import { PasscodeUse } from "./passcode-use";
import { useUserCommand } from "./use-user-command";
import { WhatEnds } from "./what-ends";

type AccessDialogProps = DialogProps & {
  user: UserView;
  update: Command<UserView>;
  read: Command<UserView>;
  isSelf: boolean;
};

/** Ends somebody's access, or lets him in again. */
export function AccessDialog({ user, update, read, isSelf, ...dialog }: AccessDialogProps) {
  const { present, isSettled } = usePresent(user, read);
  const revokes = user.status !== "revoked";
  const { send, ...command } = useUserCommand(update, dialog, {
    said: `${user.name}'s access is ${revokes ? "revoked" : "restored"}`,
    description: revokes ? "Sign-ins and passcode are refused from now on." : undefined,
  });
  return (
    <ConfirmDialog
      heading={`${revokes ? "Revoke" : "Restore"} ${user.name}'s access?`}
      label={revokes ? "Revoke access" : "Restore access"}
      isDanger={revokes}
      {...command}
      hold={!isSettled}
      onConfirm={() => send({ id: user.id, status: revokes ? "revoked" : "active" })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      {revokes ? (
        <>
          <WhatEnds user={present} isSelf={isSelf} />
          <p className="text-ink-soft text-sm">
            {user.name} stays in this list and can be restored; the passcode cannot: another one is granted then.
          </p>
          <PasscodeUse user={present} />
        </>
      ) : (
        <p className="text-sm">
          {user.name} can sign in again with the same password and role; whoever never joined is invited again, and
          needs a new link. There is no passcode until you grant one.
        </p>
      )}
    </ConfirmDialog>
  );
}
