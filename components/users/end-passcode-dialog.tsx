"use client";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { usePresent } from "@/components/forms/use-present";
import { HintChip } from "@/components/ui/hint-chip";
import type { UserView } from "@/lib/core/user/user-view";
import { PasscodeUse } from "./passcode-use";
import { useUserCommand } from "./use-user-command";
import { grantedOf } from "./user-actions";

type Words = { heading: string; description?: string; label: string; said: string; after: (name: string) => string };
const words: Record<"reset" | "revoke", Words> = {
  reset: {
    heading: "Reset the passcode of",
    label: "Reset passcode",
    said: "is reset",
    after: (name) =>
      `dies at once; ${name} finds the new one under Settings › My passcode, and puts it wherever the old one is. Its expiry stays.`,
  },
  revoke: {
    heading: "Revoke the passcode of",
    description: "This cannot be undone; another one can be granted.",
    label: "Revoke passcode",
    said: "is revoked",
    after: (name) => `dies at once, and nothing takes its place. ${name} can still sign in.`,
  },
};

type EndPasscodeDialogProps = DialogProps & {
  user: UserView;
  kind: "reset" | "revoke";
  send: Command<unknown>;
  read: Command<UserView>;
};

/** A user's passcode ends at once, with a fresh one in its place or without: said before. */
export function EndPasscodeDialog({ user, kind, send, read, ...dialog }: EndPasscodeDialogProps) {
  const { present, isSettled } = usePresent(user, read);
  const { heading, description, label, said, after } = words[kind];
  const command = useUserCommand(send, dialog, {
    said: `${user.name}'s passcode ${said}`,
    description: "The old one is refused from now on.",
  });
  const hint = grantedOf(present)?.hint;
  return (
    <ConfirmDialog
      heading={`${heading} ${user.name}?`}
      {...{ description, label }}
      isDanger
      {...command}
      hold={!isSettled}
      onConfirm={() => command.send({ id: user.id })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <p className="text-sm">
        The old passcode {hint && <HintChip hint={hint} />} {after(user.name)}
      </p>
      <PasscodeUse user={present} />
    </ConfirmDialog>
  );
}
