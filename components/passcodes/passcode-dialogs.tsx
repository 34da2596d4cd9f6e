"use client";
import { useRouter } from "next/navigation";
import { useCallback, useRef } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { CreatePasscodeDialog } from "./create-passcode-dialog";
import type { DeedKind } from "./deeds";
import { DeletePasscodeDialog } from "./delete-passcode-dialog";
import { EditPasscodeDialog } from "./edit-passcode-dialog";
import type { DialogProps, PasscodeActions, PasscodeHome } from "./passcode-actions";
import { RotatePasscodeDialog } from "./rotate-passcode-dialog";
import { RotationDialog } from "./rotation-dialog";
import { SuspendPasscodeDialog } from "./suspend-passcode-dialog";

/** Which dialog is open; `from` is the id of the control that opened it and has the focus again afterwards. */
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
export function PasscodeDialogs({ open, close, fallbackId, ...given }: PasscodeDialogsProps) {
  const router = useRouter();
  const deletedRef = useRef(false);
  const onClose = useCallback(() => close(), [close]);
  const dialog: DialogProps = {
    onClose,
    onChanged: () => router.refresh(),
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      const from = deletedRef.current ? fallbackId : (open?.from ?? fallbackId);
      deletedRef.current = false;
      (document.getElementById(from) ?? document.getElementById(fallbackId))?.focus();
    },
  };
  const leave = () => {
    close();
    router.refresh();
  };
  const onDeleted = (passcode: PasscodeView) => {
    deletedRef.current = true;
    given.onDeleted(passcode);
  };
  return (
    <Dialog open={open !== null} onOpenChange={(wanted) => !wanted && leave()}>
      {open && <OneDialog open={open} dialog={dialog} {...given} onDeleted={onDeleted} />}
    </Dialog>
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
