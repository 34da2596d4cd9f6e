"use client";
import { useCallback, useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { DialogPlace, type DialogProps } from "@/components/forms/dialog-place";
import { HiddenSecret } from "@/components/forms/hidden-secret";
import { SecretLine } from "@/components/forms/secret-line";
import { type Command, useCommand } from "@/components/forms/use-command";
import { PageSection } from "@/components/shell/page-section";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { usePageLeave } from "@/components/ui/use-page-leave";

type Shown = { api_key: string };
export type AccountKeyActions = { reveal: Command<Shown>; replace: Command<Shown> };

const replaceId = "replace-account-key";

/** The account's own API key, fetched on Show and not before; programs exchange it for temporary tokens. */
export function AccountKey({ reveal, replace }: AccountKeyActions) {
  const [shown, setShown] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const hide = useCallback(() => setShown(null), []);
  usePageLeave(hide);
  const { run, isPending, error } = useCommand(reveal);
  const show = () => run({}, { done: ({ api_key }) => setShown(api_key) });
  return (
    <PageSection heading="The account's API key">
      <div className="grid min-w-0 max-w-2xl gap-3">
        {error && !shown && <Alert wrong>{error}</Alert>}
        {shown ? <SecretLine text={shown} label="Copy the account's API key" /> : <HiddenSecret />}
        <p className="text-ink-soft text-sm">
          It never ends and opens nothing by itself: a program exchanges it for a temporary token (
          <code className="font-mono text-xs">PUT /v1/api_auth</code>). The first <em>Show</em> makes it; each is in the
          audit log.
        </p>
        <div className="flex flex-wrap gap-2">
          <SubmitButton type="button" look="plain" pending={isPending} onClick={shown ? hide : show}>
            {shown ? "Hide" : "Show"}
          </SubmitButton>
          <Button id={replaceId} onClick={() => setOpen(true)}>
            Replace…
          </Button>
        </div>
      </div>
      <DialogPlace open={isOpen ? { from: replaceId } : null} close={() => setOpen(false)} fallbackId={replaceId}>
        {(_open, dialog) => <ReplaceDialog {...dialog} {...{ replace }} onReplaced={setShown} />}
      </DialogPlace>
    </PageSection>
  );
}

type ReplaceDialogProps = DialogProps & { replace: Command<Shown>; onReplaced: (key: string) => void };

function ReplaceDialog({ replace, onReplaced, ...dialog }: ReplaceDialogProps) {
  const command = useCommand(replace);
  const done = ({ api_key }: Shown) => {
    onReplaced(api_key);
    toast.success("The account's API key is replaced", { description: "The new one is shown on the page." });
    dialog.onClose();
  };
  return (
    <ConfirmDialog
      heading="Replace the account's API key?"
      label="Replace"
      isDanger
      {...command}
      onConfirm={() => command.run({}, { done })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <p className="text-sm">
        The one before is refused at once, and so is every temporary token that it was exchanged for. Programs need the
        new one before they call again.
      </p>
    </ConfirmDialog>
  );
}
