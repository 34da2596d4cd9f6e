"use client";
import { useState } from "react";
import { toast } from "sonner";
import { type Command, useCommand } from "@/components/forms/use-command";
import { useNow } from "@/components/time/now";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { type BulkKind, previewChange } from "./bulk-change";
import { BulkExpiry, useBulkExpiry } from "./bulk-expiry";
import { BulkPreview } from "./bulk-preview";
import { BulkSummary } from "./bulk-summary";
import type { DialogProps, PasscodeHome } from "./passcode-actions";
import { usePresentMany } from "./use-present-many";

const words: Record<BulkKind, { heading: string; button: string; done: string }> = {
  delete: { heading: "Delete", button: "Delete", done: "deleted" },
  suspend: { heading: "Suspend", button: "Suspend", done: "suspended" },
  resume: { heading: "Resume", button: "Resume", done: "resumed" },
  set_expiry: { heading: "Change the expiry of", button: "Change", done: "given a new expiry" },
};
const dayMs = 86_400_000;

type BulkDialogProps = DialogProps & {
  kind: BulkKind;
  passcodes: PasscodeView[];
  changeMany: Command<{ changed: number }>;
  readMany: Command<PasscodeView[]>;
  home: PasscodeHome;
  onDone: () => void;
};

/** One change of many: what it will do, line by line, then all of it or nothing. */
export function BulkDialog({ kind, changeMany, home, onDone, ...props }: BulkDialogProps) {
  const { present, gone, isSettled, reread } = usePresentMany(props.passcodes, props.readMany);
  const expiry = useBulkExpiry();
  const { run, isPending, error } = useCommand(changeMany);
  const now = useNow();
  const preview = previewChange(present, kind, now);
  const newEnd = typeof expiry.days === "number" ? new Date(now + expiry.days * dayMs).toISOString() : expiry.days;
  const change = kind === "set_expiry" ? { do: kind, expires_in_days: expiry.days } : { do: kind };
  const done = ({ changed }: { changed: number }) => {
    toast.success(`${counted(changed)} ${changed === 1 ? "is" : "are"} ${words[kind].done}`);
    onDone();
    props.onChanged();
    props.onClose();
  };
  const count = preview.ids.length;
  return (
    <DialogContent
      heading={
        count > 0 ? `${words[kind].heading} ${counted(count)}?` : `Nothing here to ${words[kind].button.toLowerCase()}`
      }
      description="All of it is done, or nothing."
      className={`max-w-2xl ${kind === "delete" ? "border-t-brick" : ""}`}
      onCloseAutoFocus={props.onCloseAutoFocus}
    >
      {error && <Alert wrong>{error}</Alert>}
      {gone > 0 && <Alert>{gone} of the selected have been deleted meanwhile and are left out.</Alert>}
      {kind === "set_expiry" && <BulkExpiry expiry={expiry} maxLifetimeDays={home.maxLifetimeDays} />}
      <BulkPreview {...{ preview, kind, newEnd }} />
      <BulkSummary preview={preview} home={home} />
      <Confirm
        label={`${words[kind].button} ${count}`}
        isDanger={kind === "delete"}
        missed={preview.missed}
        isHeld={!isSettled || count === 0 || (kind === "set_expiry" && newEnd === undefined)}
        isPending={isPending}
        onConfirm={() => run({ ids: preview.ids, change }, { done, refused: reread })}
      />
    </DialogContent>
  );
}

type ConfirmProps = {
  label: string;
  isDanger: boolean;
  /** How many of them somebody will miss: then it is said before. */
  missed: number;
  isHeld: boolean;
  isPending: boolean;
  onConfirm: () => void;
};

function Confirm({ label, isDanger, missed, isHeld, isPending, onConfirm }: ConfirmProps) {
  const [isSure, setSure] = useState(false);
  return (
    <>
      {missed > 0 && (
        <Checkbox checked={isSure} onCheckedChange={(ticked) => setSure(ticked === true)}>
          I know that calls with {missed === 1 ? "one" : missed} used in the last 7 days will be refused
        </Checkbox>
      )}
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton
          type="button"
          look={isDanger ? "danger" : "primary"}
          pending={isPending}
          hold={isHeld || (missed > 0 && !isSure)}
          onClick={onConfirm}
        >
          {label}
        </SubmitButton>
      </DialogActions>
    </>
  );
}

const counted = (count: number) => `${count} ${count === 1 ? "passcode" : "passcodes"}`;
