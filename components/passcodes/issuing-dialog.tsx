"use client";
import { type ReactNode, useCallback, useState } from "react";
import { DialogContent } from "@/components/ui/dialog";
import { usePageLeave } from "@/components/ui/use-page-leave";
import type { DialogProps, IssuedPasscode, PasscodeHome } from "./passcode-actions";
import { PasscodeReveal } from "./passcode-reveal";

type IssuingDialogProps = DialogProps & {
  heading: string;
  home: Pick<PasscodeHome, "accountId" | "apiUrl">;
  /** What the reveal says besides. */
  note?: (issued: IssuedPasscode) => ReactNode;
  /** The form that asks for the secret. */
  children: (onIssued: (issued: IssuedPasscode) => void) => ReactNode;
};

/** From a form to the one look at a passcode. The secret lives in this component's state and ends with the dialog. */
export function IssuingDialog({ heading, home, note, children, ...dialog }: IssuingDialogProps) {
  const { onClose, onChanged, onCloseAutoFocus } = dialog;
  const [issued, setIssued] = useState<IssuedPasscode | null>(null);
  const [saved, setSaved] = useState(false);
  const forget = useCallback(() => {
    setIssued(null);
    onClose();
  }, [onClose]);
  usePageLeave(forget);
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
        children(setIssued)
      )}
    </DialogContent>
  );
}
