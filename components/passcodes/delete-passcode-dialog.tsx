"use client";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { HintChip } from "@/components/ui/hint-chip";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionResult } from "@/lib/core/action-result";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { createButtonId } from "./create-passcode-button";
import { rowMenuId } from "./row-menu";

type DeletePasscodeDialogProps = {
  /** Which one; null: the dialog is closed. */
  passcode: PasscodeView | null;
  remove: (input: unknown) => Promise<ActionResult<null>>;
  onClose: () => void;
};

/** Says what will stop, and deletes. */
export function DeletePasscodeDialog({ passcode, remove, onClose }: DeletePasscodeDialogProps) {
  return (
    <Dialog open={passcode !== null} onOpenChange={(open) => !open && onClose()}>
      {passcode && <DeletePasscode passcode={passcode} remove={remove} onClose={onClose} />}
    </Dialog>
  );
}

type DeletePasscodeProps = DeletePasscodeDialogProps & { passcode: PasscodeView };

function DeletePasscode({ passcode, remove, onClose }: DeletePasscodeProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [error, setError] = useState<string>();
  const deletedRef = useRef(false);
  const confirm = () =>
    startTransition(async () => {
      const result = await remove({ id: passcode.id }).catch(() => null);
      if (!result?.ok && result?.code !== "not_found") {
        return setError(
          result?.message ?? "Watchword did not answer; it is not known whether the passcode is deleted.",
        );
      }
      toast.success(`“${passcode.name}” is deleted`, { description: "Calls with it are refused from now on." });
      deletedRef.current = true;
      router.refresh();
      onClose();
    });
  return (
    <DialogContent
      heading={`Delete “${passcode.name}”?`}
      description="This cannot be undone."
      className="border-t-brick"
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        focusNearRow(passcode.id, deletedRef.current);
      }}
    >
      {error && <Alert wrong>{error}</Alert>}
      <p className="text-sm">
        {passcode.status === "expired" ? "It has expired: calls with " : "Every call with "}
        <HintChip hint={passcode.hint} />
        {passcode.status === "expired"
          ? " are refused already. Deleting it takes it off this list and frees its name."
          : " is refused from the moment it is deleted. Whoever uses it stops working until they have another."}
      </p>
      <DialogActions>
        <DialogClose asChild>
          <Button>Keep it</Button>
        </DialogClose>
        <SubmitButton type="button" look="danger" pending={pending} onClick={confirm}>
          Delete passcode
        </SubmitButton>
      </DialogActions>
    </DialogContent>
  );
}

/** The row's own button, or where the row is deleted, the button that is there in any case. */
function focusNearRow(passcodeId: string, deleted: boolean) {
  document.getElementById(deleted ? createButtonId : rowMenuId(passcodeId))?.focus();
}
