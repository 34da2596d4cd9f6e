"use client";
import { type ChangeEvent, type FormEvent, useState } from "react";
import { toast } from "sonner";
import { type Command, useCommand } from "@/components/forms/use-command";
import { useNow } from "@/components/time/now";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { HintChip } from "@/components/ui/hint-chip";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { LastUsed } from "./last-used";
import { type DialogProps, isUsedLately } from "./passcode-actions";
import { usePresent } from "./use-present";

type DeletePasscodeDialogProps = DialogProps & {
  passcode: PasscodeView;
  remove: Command<null>;
  read: Command<PasscodeView>;
  onDeleted: () => void;
};

/** Says what will stop, and deletes; one that was used lately asks for its name. */
export function DeletePasscodeDialog({ passcode, remove, read, onDeleted, ...dialog }: DeletePasscodeDialogProps) {
  const { present, isSettled } = usePresent(passcode, read);
  const [typed, setTyped] = useState("");
  const onType = (event: ChangeEvent<HTMLInputElement>) => setTyped(event.target.value);
  const { run, isPending, error } = useCommand(remove);
  const asksName = isUsedLately(present, useNow());
  const isConfirmed = !asksName || typed.normalize("NFC").trim() === present.name;
  const done = () => {
    toast.success(`“${present.name}” is deleted`, { description: "Calls with it are refused from now on." });
    onDeleted();
    dialog.onChanged();
    dialog.onClose();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    // Gone already is what was wanted.
    const refused = ({ code }: { code: string }) => code === "not_found" && done();
    if (isConfirmed) run({ id: present.id }, { done, refused });
  };
  return (
    <DialogContent
      heading={`Delete “${present.name}”?`}
      description="This cannot be undone."
      className="border-t-brick"
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <form className="grid gap-4" onSubmit={send}>
        {error && <Alert wrong>{error}</Alert>}
        <WhatStops passcode={present} />
        <LastUsed passcode={present} />
        {asksName && (
          <Field label={`Type its name to confirm: ${present.name}`}>
            {(ids) => <Input autoComplete="off" spellCheck={false} {...ids} value={typed} onChange={onType} />}
          </Field>
        )}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <SubmitButton look="danger" pending={isPending} hold={!isSettled || !isConfirmed}>
            Delete passcode
          </SubmitButton>
        </DialogActions>
      </form>
    </DialogContent>
  );
}

function WhatStops({ passcode: { status, hint } }: { passcode: PasscodeView }) {
  const isExpired = status === "expired";
  return (
    <p className="text-sm">
      {isExpired ? "It has expired: calls with " : "Every call with "}
      <HintChip hint={hint} />
      {isExpired
        ? " are refused already. Deleting it takes it off this list and frees its name."
        : " is refused from the moment it is deleted. Whoever uses it stops working until they have another."}
    </p>
  );
}
