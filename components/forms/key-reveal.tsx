"use client";
import { type ReactNode, useId } from "react";
import type { Reveal } from "./reveal-dialog";
import { SavedActions } from "./saved-actions";
import { SecretLine } from "./secret-line";

type KeyRevealProps = Reveal & {
  /** What it is called, as it follows “this”: "service key". */
  noun: string;
  secret: string;
  /** What to do where it is lost, and how it is sent. */
  children: ReactNode;
};

/** The one time that a key or a token is shown. Done opens by copying it, or by saying that it is kept. */
export function KeyReveal({ noun, secret, children, saved, onSaved, onDone }: KeyRevealProps) {
  const warningId = useId();
  return (
    <div className="grid min-w-0 gap-4">
      <div id={warningId} className="grid gap-1 border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
        <p>
          <strong className="font-semibold">This {noun} cannot be shown again.</strong> Copy it now.
        </p>
        {children}
      </div>
      <SecretLine
        text={secret}
        label={`Copy the ${noun}`}
        describedBy={warningId}
        focusFirst
        onCopied={() => onSaved(true)}
      />
      <SavedActions label="I have saved it" {...{ saved, onSaved, onDone }} />
    </div>
  );
}
