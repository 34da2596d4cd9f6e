"use client";
import { type ReactNode, useState } from "react";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import type { DialogProps } from "@/components/forms/dialog-place";
import { KeyReveal } from "@/components/forms/key-reveal";
import { RevealDialog } from "@/components/forms/reveal-dialog";
import { type Command, useCommand } from "@/components/forms/use-command";
import { OverlapChoice, usualOverlapSeconds } from "@/components/passcodes/overlap-choice";
import { oldSecretEnd } from "@/components/passcodes/rotation-ends";
import { useNow } from "@/components/time/now";
import { When } from "@/components/time/when";
import { Alert } from "@/components/ui/alert";
import { HintChip } from "@/components/ui/hint-chip";
import type { PrivateTokenView } from "@/lib/core/private-token/private-token-view";
import { type IssuedPrivateToken, PrivateTokenForm } from "./private-token-form";

export type PrivateTokenActions = {
  create: Command<IssuedPrivateToken>;
  rotate: Command<IssuedPrivateToken>;
  revoke: Command<null>;
};

type RevealProps = DialogProps & {
  heading: string;
  children: (onIssued: (issued: IssuedPrivateToken) => void) => ReactNode;
};

const TokenReveal = (props: RevealProps) => (
  <RevealDialog<IssuedPrivateToken>
    {...props}
    reveal={({ token, expires_at }, reveal) => (
      <KeyReveal noun="private token" secret={token} {...reveal}>
        <p>
          Sent as <code className="font-mono text-xs">Authorization: Bearer</code>. It ends <When at={expires_at} />.
        </p>
      </KeyReveal>
    )}
  />
);

type CreateProps = DialogProps & { create: PrivateTokenActions["create"]; maxLifetimeDays: number | null };

export const CreatePrivateTokenDialog = ({ create, maxLifetimeDays, ...dialog }: CreateProps) => (
  <TokenReveal heading="New private token" {...dialog}>
    {(onCreated) => <PrivateTokenForm {...{ create, maxLifetimeDays, onCreated }} />}
  </TokenReveal>
);

type OneProps = DialogProps & { token: PrivateTokenView };

/** Another token of the same name; the old one lives on for a while. */
export const RotatePrivateTokenDialog = ({
  token,
  rotate,
  ...dialog
}: OneProps & { rotate: PrivateTokenActions["rotate"] }) => (
  <TokenReveal heading={`Rotate “${token.name}”`} {...dialog}>
    {(onIssued) => <RotateForm {...{ token, rotate, onIssued }} />}
  </TokenReveal>
);

type RotateFormProps = {
  token: PrivateTokenView;
  rotate: PrivateTokenActions["rotate"];
  onIssued: (issued: IssuedPrivateToken) => void;
};

function RotateForm({ token: { number, hint, expires_at }, rotate, onIssued }: RotateFormProps) {
  const [overlap, setOverlap] = useState<number>(usualOverlapSeconds);
  const { run, isPending, error } = useCommand(rotate);
  const old = oldSecretEnd(overlap, expires_at, useNow());
  return (
    <>
      {error && <Alert wrong>{error}</Alert>}
      <p className="text-sm">
        You get another token beside <HintChip hint={hint} />, with its name and end.
      </p>
      <OverlapChoice legend="The old one works for another" value={overlap} onChange={setOverlap} />
      <p className="border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
        {overlap === 0 ? (
          "The old one is refused from the moment you rotate."
        ) : (
          <>
            The old one ends <When at={old.at} />
            {old.isCut && ": it never outlives its own end"}.
          </>
        )}
      </p>
      <ConfirmActions
        type="button"
        pending={isPending}
        onClick={() => run({ number, overlap_seconds: overlap }, { done: onIssued })}
      >
        Rotate & View
      </ConfirmActions>
    </>
  );
}
