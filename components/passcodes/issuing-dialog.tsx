"use client";
import { type ReactNode, useState } from "react";
import type { DialogProps } from "@/components/forms/dialog-place";
import { useShownOnce } from "@/components/forms/use-shown-once";
import { DialogContent } from "@/components/ui/dialog";
import type { IssuedPasscode, PasscodeHome } from "./passcode-actions";
import { PasscodeReveal } from "./passcode-reveal";

type IssuingDialogProps = DialogProps & {
  heading: string;
  home: Pick<PasscodeHome, "accountId" | "apiUrl">;
  /** What the reveal says besides. */
  note?: (issued: IssuedPasscode) => ReactNode;
  /** The form that asks for the secret. */
  children: (onIssued: (issued: IssuedPasscode) => void) => ReactNode;
};

/** From a form to the one look at a passcode. */
export function IssuingDialog({ heading, home, note, children, ...dialog }: IssuingDialogProps) {
  const { onClose, onChanged, onCloseAutoFocus } = dialog;
  const { shown: issued, show, forget } = useShownOnce<IssuedPasscode>(onClose);
  const [saved, setSaved] = useState(false);
  // Not before: whoever leaves the page in the midst of a reveal shall leave no request under way.
  const done = () => {
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
      {issued ? (
        <PasscodeReveal {...home} {...{ issued, saved }} note={note?.(issued)} onSaved={setSaved} onDone={done} />
      ) : (
        children(show)
      )}
    </DialogContent>
  );
}
