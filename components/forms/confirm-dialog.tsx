"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ConfirmActions } from "./confirm-actions";

type ConfirmDialogProps = {
  heading: string;
  description?: string;
  /** What will stop, or begin. */
  children: ReactNode;
  error: string | undefined;
  /** The button that does it, and the one that leaves all as it is. */
  label: string;
  keep?: string;
  isDanger?: boolean;
  /** What must be typed first, and the label of its field. */
  typed?: { label: string; text: string } | null;
  isPending: boolean;
  hold?: boolean;
  onConfirm: () => void;
  onCloseAutoFocus: (event: Event) => void;
};

/** Asks before something is done; what is used much is confirmed by typing what it is called. */
export function ConfirmDialog({ typed = null, isDanger = false, ...props }: ConfirmDialogProps) {
  const [text, setText] = useState("");
  const isConfirmed = typed === null || text.normalize("NFC").trim() === typed.text;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isConfirmed) props.onConfirm();
  };
  return (
    <DialogContent
      heading={props.heading}
      description={props.description}
      className={isDanger ? "border-t-brick" : undefined}
      onCloseAutoFocus={props.onCloseAutoFocus}
    >
      <form className="grid gap-4" onSubmit={send}>
        {props.error && <Alert wrong>{props.error}</Alert>}
        {props.children}
        {typed && (
          <Field label={typed.label}>
            {(ids) => (
              <Input
                autoComplete="off"
                spellCheck={false}
                {...ids}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        <ConfirmActions
          keep={props.keep}
          look={isDanger ? "danger" : "primary"}
          pending={props.isPending}
          hold={props.hold || !isConfirmed}
        >
          {props.label}
        </ConfirmActions>
      </form>
    </DialogContent>
  );
}
