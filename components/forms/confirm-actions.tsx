"use client";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import { useSlow } from "@/components/ui/use-slow";

type ConfirmActionsProps = ComponentProps<typeof SubmitButton> & {
  /** The button that leaves all as it is. */
  keep?: string;
};

/** The foot of a dialog that asks: leave it, or go on. Where a node is slow to answer, it says what is waited for. */
export function ConfirmActions({ keep = "Cancel", ...submit }: ConfirmActionsProps) {
  const slow = useSlow(submit.pending);
  return (
    <>
      <p role="status" className="text-ink-soft text-sm empty:hidden">
        {slow && "Waiting until it is in force on every node…"}
      </p>
      <DialogActions>
        <DialogClose asChild>
          <Button>{keep}</Button>
        </DialogClose>
        <SubmitButton {...submit} />
      </DialogActions>
    </>
  );
}
