"use client";
import { type ReactNode, useState } from "react";
import { DialogContent } from "@/components/ui/dialog";
import type { DialogProps } from "./dialog-place";
import { useShownOnce } from "./use-shown-once";

/** What a reveal is given: whether the secret is said to be kept, and how it ends. */
export type Reveal = { saved: boolean; onSaved: (saved: boolean) => void; onDone: () => void };

type RevealDialogProps<Issued extends { name: string }> = DialogProps & {
  heading: string;
  /** The form that asks for the secret. */
  children: (onIssued: (issued: Issued) => void) => ReactNode;
  reveal: (issued: Issued, reveal: Reveal) => ReactNode;
};

/** From a form to the one look at a secret. */
export function RevealDialog<Issued extends { name: string }>(props: RevealDialogProps<Issued>) {
  const { heading, onClose, onChanged, onCloseAutoFocus, children, reveal } = props;
  const { shown: issued, show, forget } = useShownOnce<Issued>(onClose);
  const [saved, setSaved] = useState(false);
  // Not before: whoever leaves the page in the midst of a reveal shall leave no request under way.
  const onDone = () => {
    forget();
    onChanged();
  };
  const hold = (event: Event) => issued && !saved && event.preventDefault();
  return (
    <DialogContent
      heading={issued ? `“${issued.name}” is ready` : heading}
      className={issued ? "max-w-2xl" : undefined}
      onEscapeKeyDown={hold}
      onInteractOutside={hold}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      {issued ? reveal(issued, { saved, onSaved: setSaved, onDone }) : children(show)}
    </DialogContent>
  );
}
