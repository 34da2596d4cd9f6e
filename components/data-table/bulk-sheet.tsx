"use client";
import { type ReactNode, useState } from "react";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import { Alert } from "@/components/ui/alert";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogContent } from "@/components/ui/dialog";
import type { useBulk } from "./use-bulk";

type BulkSheetProps = {
  bulk: Omit<ReturnType<typeof useBulk>, "present">;
  heading: string;
  label: string;
  isDanger: boolean;
  /** What whoever sends it must say that he knows. */
  asks: string | null;
  isHeld: boolean;
  onConfirm: () => void;
  onCloseAutoFocus: (event: Event) => void;
  children: ReactNode;
};

/** One change of many: what it will do, line by line, then all of it or nothing. */
export function BulkSheet({ bulk, asks, isDanger, children, ...props }: BulkSheetProps) {
  const [isSure, setSure] = useState(false);
  const { error, gone, isSettled, isPending } = bulk;
  return (
    <DialogContent
      heading={props.heading}
      description="All of it is done, or nothing."
      className={`max-w-2xl ${isDanger ? "border-t-brick" : ""}`}
      onCloseAutoFocus={props.onCloseAutoFocus}
    >
      {error && <Alert wrong>{error}</Alert>}
      {gone > 0 && <Alert>{gone} of the selected have been deleted meanwhile and are left out.</Alert>}
      {children}
      {asks && (
        <Checkbox checked={isSure} onCheckedChange={(ticked) => setSure(ticked === true)}>
          {asks}
        </Checkbox>
      )}
      <ConfirmActions
        type="button"
        look={isDanger ? "danger" : "primary"}
        pending={isPending}
        hold={!isSettled || props.isHeld || (asks !== null && !isSure)}
        onClick={props.onConfirm}
      >
        {props.label}
      </ConfirmActions>
    </DialogContent>
  );
}
