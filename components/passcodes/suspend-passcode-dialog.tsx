"use client";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import { type Command, useCommand } from "@/components/forms/use-command";
import { usePresent } from "@/components/forms/use-present";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { LastUsed } from "./last-used";

type SuspendPasscodeDialogProps = DialogProps & {
  passcode: PasscodeView;
  update: Command<PasscodeView>;
  read: Command<PasscodeView>;
};

/** Refused until it is resumed, or taken again. Where somebody else was faster, it asks anew. */
export function SuspendPasscodeDialog({ passcode, update, read, ...dialog }: SuspendPasscodeDialogProps) {
  const { present, isSettled, reread } = usePresent(passcode, read);
  const { run, isPending, error } = useCommand(update);
  const suspends = passcode.status !== "suspended";
  const input = { id: present.id, suspended: suspends, version: present.version };
  const done = () => {
    if (suspends) toast.success(`“${present.name}” is suspended`, { description: "Calls with it are refused." });
    else toast.success(`“${present.name}” is resumed`, { description: "Calls with it are taken again." });
    dialog.onChanged();
    dialog.onClose();
  };
  const refused = () => {
    dialog.onChanged();
    void reread();
  };
  return (
    <ConfirmDialog
      heading={`${suspends ? "Suspend" : "Resume"} “${present.name}”?`}
      label={suspends ? "Suspend passcode" : "Resume passcode"}
      {...{ isPending, error }}
      hold={!isSettled}
      onConfirm={() => run(input, { done, refused })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <p className="text-sm">
        {suspends
          ? "Every call with it is refused from now on. Nothing is lost: its name, secret and expiry stay, and it works again when you resume it. It keeps its place among the hundred."
          : "Every call with it is taken again from now on. Its secret is the same as before."}
      </p>
      <LastUsed passcode={present} />
    </ConfirmDialog>
  );
}
