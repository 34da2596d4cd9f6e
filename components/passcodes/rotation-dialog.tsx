"use client";
import { useState } from "react";
import { toast } from "sonner";
import type { DialogProps } from "@/components/forms/dialog-place";
import { type Command, useCommand } from "@/components/forms/use-command";
import { useNow } from "@/components/time/now";
import { When } from "@/components/time/when";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { OverlapChoice, usualOverlapSeconds } from "./overlap-choice";
import { oldSecretEnd } from "./rotation-ends";

type RotationDialogProps = DialogProps & {
  passcode: PasscodeView;
  changeRotation: Command<PasscodeView>;
  retireOld: Command<PasscodeView>;
};

/** While a passcode rolls: how long the old secret has, or its end now. */
export function RotationDialog({ passcode, changeRotation, retireOld, ...dialog }: RotationDialogProps) {
  const [overlapSeconds, setOverlapSeconds] = useState<number>(usualOverlapSeconds);
  const change = useCommand(changeRotation);
  const retire = useCommand(retireOld);
  const now = useNow();
  const old = oldSecretEnd(overlapSeconds, passcode.expires_at, now);
  const then = (said: string) => ({
    done: () => {
      toast.success(said);
      dialog.onChanged();
      dialog.onClose();
    },
    refused: dialog.onChanged,
  });
  const { id } = passcode;
  const endNow = () => retire.run({ id }, then("The old passcode is refused from now on"));
  const changeEnd = () =>
    change.run({ id, overlap_seconds: overlapSeconds }, then("The old passcode's end is changed"));
  const error = change.error ?? retire.error;
  return (
    <DialogContent heading={`Rotation of “${passcode.name}”`} onCloseAutoFocus={dialog.onCloseAutoFocus}>
      {error && <Alert wrong>{error}</Alert>}
      {passcode.retires_at && (
        <p className="text-sm">
          Old and new passcode both work. The old one ends <When at={passcode.retires_at} />.
        </p>
      )}
      <OverlapChoice
        legend="From now on the old one works for another"
        value={overlapSeconds}
        onChange={setOverlapSeconds}
        withoutZero
      />
      <p className="text-ink-soft text-sm">
        It would end <When at={old.at} />
        {old.isCut && ": it never outlives the passcode itself"}.
      </p>
      <DialogActions>
        <SubmitButton
          type="button"
          look="danger"
          className="mr-auto"
          pending={retire.isPending}
          hold={change.isPending}
          onClick={endNow}
        >
          End the old one now
        </SubmitButton>
        <div className="flex gap-2">
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <SubmitButton type="button" pending={change.isPending} hold={retire.isPending} onClick={changeEnd}>
            Change
          </SubmitButton>
        </div>
      </DialogActions>
    </DialogContent>
  );
}
