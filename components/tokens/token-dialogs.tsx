"use client";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { DialogPlace, type DialogProps } from "@/components/forms/dialog-place";
import { useDialogCommand } from "@/components/forms/use-dialog-command";
import type { LiveTokenKind, TokenView } from "@/lib/core/token/token-view";
import type { TokenActions } from "./token-actions";
import { holderOf, type TokenDeed } from "./token-columns";
import { tokenWords } from "./token-words";

/** Which dialog is open. */
export type OpenTokenDialog =
  | { kind: TokenDeed; token: TokenView; from: string }
  | { kind: "end_kind"; of: LiveTokenKind; from: string };

type TokenDialogsProps = {
  open: OpenTokenDialog | null;
  close: () => void;
  actions: TokenActions;
  /** Has the focus where the row is gone. */
  fallbackId: string;
};

/** What can be done with tokens, in dialogs. */
export function TokenDialogs({ open, close, actions, fallbackId }: TokenDialogsProps) {
  return (
    <DialogPlace {...{ open, close, fallbackId }}>
      {(open, dialog, onGone) => {
        if (open.kind === "end_kind")
          return <EndManyDialog {...dialog} {...wordsOfKind(open.of)} end={actions.endMany} />;
        const { token } = open;
        if (open.kind === "end_all") return <EndManyDialog {...dialog} {...wordsOfUser(token)} end={actions.endMany} />;
        return <EndDialog {...dialog} {...{ token, onGone }} end={actions.end} />;
      }}
    </DialogPlace>
  );
}

type EndDialogProps = DialogProps & { token: TokenView; end: TokenActions["end"]; onGone: () => void };

function EndDialog({ token, end, onGone, ...dialog }: EndDialogProps) {
  const holder = holderOf(token);
  const word = tokenWords[token.kind].one;
  const { send, ...command } = useDialogCommand(end, dialog, {
    said: () => `${holder}'s ${word.toLowerCase()} has ended`,
    description: "It is refused from now on.",
    onDone: onGone,
  });
  const isSignIn = token.kind !== "private_token" && token.kind !== "console_session";
  return (
    <ConfirmDialog
      heading={`End ${holder}'s ${token.kind === "jwt" ? word : word.toLowerCase()}?`}
      label="End"
      isDanger
      {...command}
      onConfirm={() => send({ id: token.id })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <p className="text-sm">
        It is refused at once, everywhere. Whoever used it signs in again
        {token.kind === "private_token" ? " or gets another one." : "."}
      </p>
      {isSignIn && <p className="text-ink-soft text-sm">What the same sign-in issued ends with it.</p>}
    </ConfirmDialog>
  );
}

type Words = { heading: string; what: string; input: object };
type EndManyDialogProps = DialogProps & Words & { end: TokenActions["endMany"] };

const wordsOfKind = (kind: LiveTokenKind): Words => ({
  heading: `End all ${tokenWords[kind].many}?`,
  what: `All ${tokenWords[kind].many} of this account are refused at once, everywhere, but for the sign-in that you read this by.`,
  input: { kind },
});
const wordsOfUser = (token: TokenView): Words => ({
  heading: `End all sign-ins and tokens of ${holderOf(token)}?`,
  what: `All of ${token.user_email}'s console sign-ins and tokens, private ones too, are refused at once, everywhere. Passcode and API key live on.`,
  input: { user_id: token.user_id },
});

function EndManyDialog({ heading, what, input, end, ...dialog }: EndManyDialogProps) {
  const { send, ...command } = useDialogCommand(end, dialog, {
    said: ({ ended }) => (ended === 1 ? "One has ended" : `${ended} have ended`),
    description: "They are refused from now on.",
  });
  return (
    <ConfirmDialog
      heading={heading}
      label="End all"
      isDanger
      {...command}
      onConfirm={() => send(input)}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      <p className="wrap-anywhere text-sm">{what}</p>
    </ConfirmDialog>
  );
}
