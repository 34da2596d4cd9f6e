"use client";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import type { DialogProps } from "@/components/forms/dialog-place";
import { type Command, useCommand } from "@/components/forms/use-command";
import { usePresent } from "@/components/forms/use-present";
import { useNow } from "@/components/time/now";
import { HintChip } from "@/components/ui/hint-chip";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { isUsedLately } from "./is-used-lately";
import { LastUsed } from "./last-used";

type DeletePasscodeDialogProps = DialogProps & {
  passcode: PasscodeView;
  remove: Command<null>;
  read: Command<PasscodeView>;
  onDeleted: () => void;
};

/** Says what will stop, and deletes; one that was used lately asks for its name. */
export function DeletePasscodeDialog({ passcode, remove, read, onDeleted, ...dialog }: DeletePasscodeDialogProps) {
  const { present, isSettled } = usePresent(passcode, read);
  const { run, isPending, error } = useCommand(remove);
  const asksName = isUsedLately(present, useNow());
  const done = () => {
    toast.success(`“${present.name}” is deleted`, { description: "Calls with it are refused from now on." });
    onDeleted();
    dialog.onChanged();
    dialog.onClose();
  };
  // Gone already is what was wanted.
  const refused = ({ code }: { code: string }) => code === "not_found" && done();
  return (
    <ConfirmDialog
      heading={`Delete “${present.name}”?`}
      description="This cannot be undone."
      label="Delete passcode"
      keep="Keep it"
      isDanger
      typed={asksName ? { label: `Type its name to confirm: ${present.name}`, text: present.name } : null}
      {...{ isPending, error }}
      hold={!isSettled}
      onConfirm={() => run({ id: present.id }, { done, refused })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <WhatStops passcode={present} />
      <LastUsed passcode={present} />
    </ConfirmDialog>
  );
}

function WhatStops({ passcode: { status, hint } }: { passcode: PasscodeView }) {
  const isExpired = status === "expired";
  return (
    <p className="text-sm">
      {isExpired ? "It has expired: calls with " : "Every call with "}
      <HintChip hint={hint} />
      {isExpired
        ? " are refused already. Deleting it takes it off this list and frees its name."
        : " is refused from the moment it is deleted. Whoever uses it stops working until they have another."}
    </p>
  );
}
