"use client";
import { toast } from "sonner";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { DialogContent } from "@/components/ui/dialog";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { EditPasscodeForm } from "./edit-passcode-form";
import type { PasscodeHome } from "./passcode-actions";

export type EditPasscodeDialogProps = DialogProps & {
  passcode: PasscodeView;
  update: Command<PasscodeView>;
  read: Command<PasscodeView>;
  home: PasscodeHome;
};

/** Name, contact and end of a passcode that there is. */
export function EditPasscodeDialog({ onClose, onChanged, onCloseAutoFocus, ...form }: EditPasscodeDialogProps) {
  const onUpdated = (updated: PasscodeView) => {
    toast.success(`“${updated.name}” is updated`);
    onChanged();
    onClose();
  };
  return (
    <DialogContent heading={`Edit “${form.passcode.name}”`} onCloseAutoFocus={onCloseAutoFocus}>
      <EditPasscodeForm {...form} onUpdated={onUpdated} onUnchanged={onClose} onRefused={onChanged} />
    </DialogContent>
  );
}
