"use client";
import { DialogPlace, type DialogProps } from "@/components/forms/dialog-place";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { CreatePasscodeDialog } from "./create-passcode-dialog";
import type { DeedKind } from "./deeds";
import { DeletePasscodeDialog } from "./delete-passcode-dialog";
import { EditPasscodeDialog } from "./edit-passcode-dialog";
import type { PasscodeActions, PasscodeHome } from "./passcode-actions";
import { RotatePasscodeDialog } from "./rotate-passcode-dialog";
import { RotationDialog } from "./rotation-dialog";
import { SuspendPasscodeDialog } from "./suspend-passcode-dialog";

/** Which dialog is open. */
export type OpenDialog = { kind: "create"; from: string } | { kind: DeedKind; passcode: PasscodeView; from: string };

type PasscodeDialogsProps = {
  open: OpenDialog | null;
  close: () => void;
  actions: PasscodeActions;
  home: PasscodeHome;
  onDeleted: (passcode: PasscodeView) => void;
  /** Has the focus where the control that opened the dialog is gone with its passcode. */
  fallbackId: string;
};

/** All that can be done with single passcodes, in dialogs. */
export function PasscodeDialogs({ open, close, fallbackId, onDeleted, ...given }: PasscodeDialogsProps) {
  return (
    <DialogPlace {...{ open, close, fallbackId }}>
      {(open, dialog, onGone) => (
        <OneDialog
          {...{ open, dialog }}
          {...given}
          onDeleted={(passcode) => {
            onGone();
            onDeleted(passcode);
          }}
        />
      )}
    </DialogPlace>
  );
}

type OneDialogProps = Omit<PasscodeDialogsProps, "open" | "close" | "fallbackId"> & {
  open: OpenDialog;
  dialog: DialogProps;
};

function OneDialog({ open, dialog, actions, home, onDeleted }: OneDialogProps) {
  const { create, update, rotate, changeRotation, retireOld, remove, read } = actions;
  if (open.kind === "create") return create && <CreatePasscodeDialog {...dialog} {...{ create, home }} />;
  const { passcode } = open;
  switch (open.kind) {
    case "edit":
      return update && <EditPasscodeDialog {...dialog} {...{ passcode, update, read, home }} />;
    case "rotate":
      return rotate && <RotatePasscodeDialog {...dialog} {...{ passcode, rotate, home }} />;
    case "rotation":
      return changeRotation && retireOld && <RotationDialog {...dialog} {...{ passcode, changeRotation, retireOld }} />;
    case "suspend":
      return update && <SuspendPasscodeDialog {...dialog} {...{ passcode, update, read }} />;
    case "delete":
      return (
        remove && (
          <DeletePasscodeDialog {...dialog} {...{ passcode, remove, read }} onDeleted={() => onDeleted(passcode)} />
        )
      );
  }
}
