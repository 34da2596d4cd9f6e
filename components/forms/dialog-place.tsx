"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useRef } from "react";
import { Dialog } from "@/components/ui/dialog";

/** What every dialog is given. */
export type DialogProps = {
  onClose: () => void;
  /** Something was changed: what is behind the dialog is to be read anew. */
  onChanged: () => void;
  onCloseAutoFocus: (event: Event) => void;
};

type DialogPlaceProps<Open extends { from: string }> = {
  /** Which dialog is open; `from` is the id of the control that opened it and has the focus again afterwards. */
  open: Open | null;
  close: () => void;
  /** Has the focus where that control is gone with its row. */
  fallbackId: string;
  /** @param onGone the control goes with what was done. */
  children: (open: Open, dialog: DialogProps, onGone: () => void) => ReactNode;
};

/** The place of one dialog at a time; the focus comes back to where it was. */
export function DialogPlace<Open extends { from: string }>(props: DialogPlaceProps<Open>) {
  const { open, close, fallbackId, children } = props;
  const router = useRouter();
  const goneRef = useRef(false);
  const dialog: DialogProps = {
    onClose: useCallback(() => close(), [close]),
    onChanged: () => router.refresh(),
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      const from = goneRef.current ? fallbackId : (open?.from ?? fallbackId);
      goneRef.current = false;
      (document.getElementById(from) ?? document.getElementById(fallbackId))?.focus();
    },
  };
  const leave = () => {
    close();
    router.refresh();
  };
  const onGone = () => {
    goneRef.current = true;
  };
  return (
    <Dialog open={open !== null} onOpenChange={(wanted) => !wanted && leave()}>
      {open && children(open, dialog, onGone)}
    </Dialog>
  );
}
