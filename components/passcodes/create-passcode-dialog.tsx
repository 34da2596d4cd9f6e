"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/core/action-result";
import { createButtonId } from "./create-passcode-button";
import { CreatePasscodeForm } from "./create-passcode-form";
import { PasscodeReveal } from "./passcode-reveal";
import type { IssuedPasscode } from "./passcodes-panel";

type CreatePasscodeDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  create: (input: unknown) => Promise<ActionResult<IssuedPasscode>>;
  accountId: string;
  apiUrl: string;
};

/** From the form to the one look at the passcode. The secret lives in this component's state and ends with the dialog. */
export function CreatePasscodeDialog({ open, onOpenChange, create, accountId, apiUrl }: CreatePasscodeDialogProps) {
  const router = useRouter();
  const [issued, setIssued] = useState<IssuedPasscode | null>(null);
  const [saved, setSaved] = useState(false);
  const forget = useCallback(() => {
    setIssued(null);
    setSaved(false);
    onOpenChange(false);
  }, [onOpenChange]);
  useEffect(() => {
    // The browser may keep a page that it leaves, to show it again on Back.
    window.addEventListener("pagehide", forget);
    return () => window.removeEventListener("pagehide", forget);
  }, [forget]);
  const done = () => {
    forget();
    if (issued) router.refresh();
  };
  const hold = (event: Event) => issued && !saved && event.preventDefault();
  return (
    <Dialog open={open} onOpenChange={(wanted) => !wanted && done()}>
      <DialogContent
        heading={issued ? `“${issued.name}” is ready` : "New passcode"}
        className={issued ? "max-w-2xl" : undefined}
        onEscapeKeyDown={hold}
        onInteractOutside={hold}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          document.getElementById(createButtonId)?.focus();
        }}
      >
        {issued ? (
          <PasscodeReveal {...{ issued, accountId, apiUrl, saved }} onSaved={setSaved} onDone={done} />
        ) : (
          <CreatePasscodeForm
            create={create}
            onCreated={setIssued}
            cancel={
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
            }
          />
        )}
      </DialogContent>
    </Dialog>
  );
}
