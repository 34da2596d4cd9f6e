"use client";
import { type ReactNode, useId } from "react";
import { SavedActions } from "@/components/forms/saved-actions";
import { SecretLine } from "@/components/forms/secret-line";
import { SampleTabs } from "@/components/ui/sample-tabs";
import { codeSamples } from "./code-samples";
import type { IssuedPasscode } from "./passcode-actions";

type PasscodeRevealProps = {
  issued: IssuedPasscode;
  accountId: string;
  apiUrl: string;
  /** What else came of it: how long an old one lives on. */
  note?: ReactNode;
  saved: boolean;
  onSaved: (saved: boolean) => void;
  onDone: () => void;
};

/** The one time that a passcode is shown. Done opens by copying it, or by saying that it is kept. */
export function PasscodeReveal({ issued, accountId, apiUrl, note, saved, onSaved, onDone }: PasscodeRevealProps) {
  const warningId = useId();
  const onCopied = () => onSaved(true);
  return (
    <div className="grid min-w-0 gap-4">
      <div id={warningId} className="grid gap-1 border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
        <p>
          <strong className="font-semibold">This passcode cannot be shown again.</strong> Copy it now and hand it on by
          a safe way. If it is lost, rotate it.
        </p>
        {note}
      </div>
      <div className="grid gap-2">
        <h3 className="font-medium text-sm">Passcode</h3>
        <SecretLine
          text={issued.passcode}
          label="Copy the passcode"
          describedBy={warningId}
          focusFirst
          onCopied={onCopied}
        />
      </div>
      <SampleTabs samples={codeSamples({ apiUrl, accountId, passcode: issued.passcode })} {...{ onCopied }} />
      <SavedActions label="I have saved it" {...{ saved, onSaved, onDone }} />
    </div>
  );
}
