"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { ActionResult } from "@/lib/core/action-result";
import { CreatePasscodeForm } from "./create-passcode-form";
import { PasscodeReveal } from "./passcode-reveal";
import type { IssuedPasscode } from "./passcodes-panel";

type CreatePasscodeDialogProps = {
  create: (input: unknown) => Promise<ActionResult<IssuedPasscode>>;
  accountId: string;
  apiUrl: string;
};

/** From the form to the one look at the passcode. The secret lives in this component's state and ends with it. */
export function CreatePasscodeDialog({ create, accountId, apiUrl }: CreatePasscodeDialogProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [issued, setIssued] = useState<IssuedPasscode | null>(null);
  const [saved, setSaved] = useState(false);
  useShortcut(
    "c",
    useCallback(() => setOpen(true), []),
  );
  const close = useCallback(() => {
    setOpen(false);
    setIssued(null);
    setSaved(false);
  }, []);
  useEffect(() => {
    // The browser may keep a page it leaves, to show it again on Back.
    window.addEventListener("pagehide", close);
    return () => window.removeEventListener("pagehide", close);
  }, [close]);
  const hold = (event: Event) => issued && !saved && event.preventDefault();
  return (
    <Dialog open={open} onOpenChange={(wanted) => (wanted ? setOpen(true) : close())}>
      <Tooltip
        content={
          <>
            New passcode <Kbd>c</Kbd>
          </>
        }
      >
        <Button look="primary" onClick={() => setOpen(true)}>
          <Plus aria-hidden />
          Passcode
        </Button>
      </Tooltip>
      <DialogContent
        heading={issued ? `“${issued.name}” is ready` : "New passcode"}
        className={issued ? "max-w-xl" : undefined}
        onEscapeKeyDown={hold}
        onInteractOutside={hold}
      >
        {issued ? (
          <PasscodeReveal
            issued={issued}
            accountId={accountId}
            apiUrl={apiUrl}
            saved={saved}
            onSaved={setSaved}
            onDone={close}
          />
        ) : (
          <CreatePasscodeForm
            create={create}
            onCreated={(made) => {
              setIssued(made);
              router.refresh();
            }}
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
