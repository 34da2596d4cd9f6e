"use client";
import { useState } from "react";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { CreatePasscodeForm } from "./create-passcode-form";
import { IssuingDialog } from "./issuing-dialog";
import { LimitNotice } from "./limit-notice";
import type { IssuedPasscode, PasscodeHome } from "./passcode-actions";

type CreatePasscodeDialogProps = DialogProps & { create: Command<IssuedPasscode>; home: PasscodeHome };

/** A new passcode, or why there can be none. */
export function CreatePasscodeDialog({ create, home, ...dialog }: CreatePasscodeDialogProps) {
  const [wasFull] = useState(home.taken >= home.places);
  const [isRefused, setRefused] = useState(false);
  return (
    <IssuingDialog heading={wasFull ? "No place is left" : "New passcode"} home={home} {...dialog}>
      {(onIssued) => (
        <>
          {(wasFull || isRefused) && <LimitNotice {...home} />}
          {wasFull ? (
            <DialogActions>
              <DialogClose asChild>
                <Button>Close</Button>
              </DialogClose>
            </DialogActions>
          ) : (
            <CreatePasscodeForm
              create={create}
              maxLifetimeDays={home.maxLifetimeDays}
              onCreated={onIssued}
              onRefused={(code) => {
                const isFull = code === "passcode_limit_reached";
                setRefused(isFull);
                if (isFull) dialog.onChanged();
              }}
            />
          )}
        </>
      )}
    </IssuingDialog>
  );
}
