"use client";
import type { ReactNode } from "react";
import type { DialogProps } from "@/components/forms/dialog-place";
import { RevealDialog } from "@/components/forms/reveal-dialog";
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
export const IssuingDialog = ({ home, note, ...dialog }: IssuingDialogProps) => (
  <RevealDialog<IssuedPasscode>
    {...dialog}
    reveal={(issued, reveal) => <PasscodeReveal {...home} {...{ issued }} {...reveal} note={note?.(issued)} />}
  />
);
