"use client";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions } from "@/components/ui/dialog";
import type { IssuedPasscode } from "./passcodes-panel";

type PasscodeRevealProps = {
  issued: IssuedPasscode;
  accountId: string;
  apiUrl: string;
  saved: boolean;
  onSaved: (saved: boolean) => void;
  onDone: () => void;
};

/** The one time that a passcode is shown. Done opens by copying it, or by saying that it is kept. */
export function PasscodeReveal({ issued, accountId, apiUrl, saved, onSaved, onDone }: PasscodeRevealProps) {
  const warningId = useId();
  const sample = curlSample(apiUrl, accountId, issued.passcode);
  const onCopied = () => onSaved(true);
  return (
    <div className="grid gap-4">
      <p id={warningId} className="border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
        <strong className="font-semibold">This passcode cannot be shown again.</strong> Copy it now and hand it on by a
        safe way. If it is lost, delete it and create another.
      </p>
      <div className="grid gap-2">
        <h3 className="font-medium text-sm">Passcode</h3>
        <div className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 grow basis-full select-all sm:basis-0 break-all rounded-md border border-patina border-dashed bg-patina-wash px-3 py-2 font-mono text-base">
            {issued.passcode}
          </code>
          <CopyButton
            text={issued.passcode}
            label="Copy the passcode"
            describedBy={warningId}
            focusFirst
            onCopied={onCopied}
          >
            Copy
          </CopyButton>
        </div>
      </div>
      <div className="grid gap-2">
        <div className="flex items-center justify-between gap-2">
          <h3 className="font-medium text-sm">Try it with cURL</h3>
          <CopyButton text={sample} label="Copy the cURL sample" onCopied={onCopied} />
        </div>
        <pre className="whitespace-pre-wrap break-all rounded-md bg-well px-3 py-2 font-mono text-xs leading-5">
          {sample}
        </pre>
      </div>
      <DialogActions>
        <div className="mr-auto">
          <Checkbox checked={saved} onCheckedChange={(ticked) => onSaved(ticked === true)}>
            I have saved it
          </Checkbox>
        </div>
        <Button look="primary" disabled={!saved} onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </div>
  );
}

const curlSample = (apiUrl: string, accountId: string, passcode: string) =>
  `curl "${apiUrl}/v1/connect?partner=demo" \\
  -H "X-CleverTap-Account-Id: ${accountId}" \\
  -H "X-CleverTap-Passcode: ${passcode}"`;
