"use client";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";

type ConfirmActionsProps = ComponentProps<typeof SubmitButton> & {
  /** The button that leaves all as it is. */
  keep?: string;
};

/** The foot of a dialog that asks: leave it, or go on. */
export function ConfirmActions({ keep = "Cancel", ...submit }: ConfirmActionsProps) {
  return (
    <DialogActions>
      <DialogClose asChild>
        <Button>{keep}</Button>
      </DialogClose>
      <SubmitButton {...submit} />
    </DialogActions>
  );
}
