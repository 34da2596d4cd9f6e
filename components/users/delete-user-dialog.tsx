"use client";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { usePresent } from "@/components/forms/use-present";
import { isUsedLately } from "@/components/passcodes/is-used-lately";
import { useNow } from "@/components/time/now";
import type { UserView } from "@/lib/core/user/user-view";
import { PasscodeUse } from "./passcode-use";
import { useUserCommand } from "./use-user-command";
import { grantedOf } from "./user-actions";
import { WhatEnds } from "./what-ends";

type DeleteUserDialogProps = DialogProps & {
  user: UserView;
  remove: Command<null>;
  read: Command<UserView>;
  isSelf: boolean;
  onDeleted: () => void;
};

/** Says what will stop, and deletes; whose passcode was used lately is confirmed by typing his e-mail. */
export function DeleteUserDialog({ user, remove, read, isSelf, onDeleted, ...given }: DeleteUserDialogProps) {
  const { present, isSettled } = usePresent(user, read);
  const onClose = () => {
    onDeleted();
    given.onClose();
  };
  const { send, ...command } = useUserCommand(
    remove,
    { ...given, onClose },
    { said: `${user.name} is deleted`, description: "Sign-ins and passcode are refused from now on." },
  );
  const granted = grantedOf(present);
  const now = useNow();
  const asksEmail = granted !== null && isUsedLately(granted, now);
  return (
    <ConfirmDialog
      heading={`Delete ${user.name}?`}
      description="This cannot be undone."
      label="Delete user"
      keep="Keep"
      isDanger
      typed={asksEmail ? { label: `Type the e-mail to confirm: ${present.email}`, text: present.email } : null}
      {...command}
      hold={!isSettled}
      onConfirm={() => send({ id: user.id })}
      onCloseAutoFocus={given.onCloseAutoFocus}
    >
      <WhatEnds user={present} isSelf={isSelf} />
      <p className="text-ink-soft text-sm">
        {present.email} can be invited again later. To keep the entry and only shut the door, revoke the access instead.
      </p>
      <PasscodeUse user={present} />
    </ConfirmDialog>
  );
}
