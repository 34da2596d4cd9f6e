"use client";
import { type ReactNode, useId, useState } from "react";
import type { DialogProps } from "@/components/forms/dialog-place";
import { useShownOnce } from "@/components/forms/use-shown-once";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions, DialogContent } from "@/components/ui/dialog";

export type Invited = { email: string; link: string };

type LinksDialogProps = DialogProps & {
  heading: string;
  /** The form that asks for the links. */
  children: (onInvited: (invited: Invited[]) => void) => ReactNode;
};

/** From a form to the one look at the links by which people join. */
export function LinksDialog({ heading, children, ...dialog }: LinksDialogProps) {
  const { shown: invited, show, forget } = useShownOnce<Invited[]>(dialog.onClose);
  const [copied, setCopied] = useState(false);
  const done = () => {
    forget();
    dialog.onChanged();
  };
  const hold = (event: Event) => invited && !copied && event.preventDefault();
  return (
    <DialogContent
      heading={invited ? (invited.length === 1 ? "The link is ready" : `${invited.length} links are ready`) : heading}
      className="max-w-2xl"
      onEscapeKeyDown={hold}
      onInteractOutside={hold}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      {invited ? <Links invited={invited} onCopied={() => setCopied(true)} onDone={done} /> : children(show)}
    </DialogContent>
  );
}

type LinksProps = { invited: Invited[]; onCopied: () => void; onDone: () => void };

function Links({ invited, onCopied, onDone }: LinksProps) {
  const warningId = useId();
  const all = invited.map(({ email, link }) => `${email}\t${link}`).join("\n");
  const isOne = invited.length === 1;
  return (
    <>
      <p id={warningId} className="border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
        {isOne
          ? "It opens once, for 7 days, and cannot be shown again."
          : "Each opens once, for 7 days, and cannot be shown again."}{" "}
        Send {isOne ? "it to its owner" : "each to its owner"} by a safe way: whoever opens it first joins.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <section aria-label="Links" tabIndex={0} className="max-h-[45dvh] overflow-y-auto border-y">
        <ul className="divide-y text-sm">
          {invited.map(({ email, link }) => (
            <li key={email} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 py-1.5">
              <span className="wrap-anywhere font-medium">{email}</span>
              <CopyButton text={link} label={`Copy the link of ${email}`} onCopied={onCopied} className="row-span-2" />
              <code className="select-all break-all font-mono text-ink-soft text-xs">{link}</code>
            </li>
          ))}
        </ul>
      </section>
      <DialogActions>
        <CopyButton
          text={isOne ? (invited[0]?.link ?? "") : all}
          label={isOne ? "Copy the link" : "Copy all"}
          describedBy={warningId}
          focusFirst
          onCopied={onCopied}
        >
          {isOne ? "Copy" : "Copy all"}
        </CopyButton>
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
