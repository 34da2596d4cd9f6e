"use client";
import type { ReactNode } from "react";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { useDialogCommand } from "@/components/forms/use-dialog-command";
import { LastUsed } from "@/components/passcodes/last-used";

type RevokeDialogProps = DialogProps & {
  /** What it is called, with its quotes. */
  called: string;
  revoke: Command<null>;
  /** What says which. */
  input: object;
  lastUsedAt: string | null;
  /** Its row is gone. */
  onGone: () => void;
  /** What its holder is left without. */
  children?: ReactNode;
};

/** Ends a key or a token for good. */
export function RevokeDialog({ called, revoke, input, lastUsedAt, onGone, children, ...dialog }: RevokeDialogProps) {
  const { send, ...command } = useDialogCommand(revoke, dialog, {
    said: () => `${called} is revoked`,
    description: "It is refused from now on.",
    onDone: onGone,
  });
  return (
    <ConfirmDialog
      heading={`Revoke ${called}?`}
      label="Revoke"
      isDanger
      {...command}
      onConfirm={() => send(input)}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <p className="text-sm">The program that holds it is refused at once{children}. This cannot be undone.</p>
      <LastUsed passcode={{ last_used_at: lastUsedAt }} />
    </ConfirmDialog>
  );
}
