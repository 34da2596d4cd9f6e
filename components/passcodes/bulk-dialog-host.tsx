"use client";
import { useRouter } from "next/navigation";
import { Dialog } from "@/components/ui/dialog";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import type { BulkKind } from "./bulk-change";
import { BulkDialog } from "./bulk-dialog";
import type { PasscodeActions, PasscodeHome } from "./passcode-actions";

type BulkDialogHostProps = {
  /** Null: closed. */
  kind: BulkKind | null;
  onClose: () => void;
  actions: PasscodeActions;
  home: PasscodeHome;
  passcodes: () => PasscodeView[];
  onDone: () => void;
  /** Who has the focus afterwards: the first of them that is there. */
  focusIds: string[];
};

/** The place of the dialog about many. */
export function BulkDialogHost({ kind, onClose, actions, home, passcodes, onDone, focusIds }: BulkDialogHostProps) {
  const router = useRouter();
  const { changeMany, readMany } = actions;
  const focusBack = (event: Event) => {
    event.preventDefault();
    focusIds
      .map((id) => document.getElementById(id))
      .find((element) => element !== null)
      ?.focus();
  };
  return (
    <Dialog open={kind !== null} onOpenChange={(wanted) => !wanted && onClose()}>
      {kind && changeMany && (
        <BulkDialog
          {...{ kind, changeMany, readMany, home, onDone, onClose }}
          passcodes={passcodes()}
          onChanged={() => router.refresh()}
          onCloseAutoFocus={focusBack}
        />
      )}
    </Dialog>
  );
}
