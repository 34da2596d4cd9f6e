"use client";
import { useState } from "react";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import type { DialogProps } from "@/components/forms/dialog-place";
import { type Command, useCommand } from "@/components/forms/use-command";
import { useNow } from "@/components/time/now";
import { When } from "@/components/time/when";
import { Alert } from "@/components/ui/alert";
import { HintChip } from "@/components/ui/hint-chip";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { IssuingDialog } from "./issuing-dialog";
import { OverlapChoice, usualOverlapSeconds } from "./overlap-choice";
import type { IssuedPasscode, PasscodeHome } from "./passcode-actions";
import { endAfterRotation, oldSecretEnd } from "./rotation-ends";

type RotateProps = { passcode: PasscodeView; rotate: Command<IssuedPasscode>; home: PasscodeHome };

/** A new secret in the same passcode; the old one lives on for a while. */
export function RotatePasscodeDialog({ passcode, rotate, home, ...dialog }: DialogProps & RotateProps) {
  return (
    <IssuingDialog heading={`Rotate “${passcode.name}”`} home={home} note={OldOne} {...dialog}>
      {(onIssued) => <RotateForm {...{ passcode, rotate, home, onIssued }} onRefused={dialog.onChanged} />}
    </IssuingDialog>
  );
}

type RotateFormProps = RotateProps & { onIssued: (issued: IssuedPasscode) => void; onRefused: () => void };

function RotateForm({ passcode, rotate, home, onIssued, onRefused }: RotateFormProps) {
  const [overlapSeconds, setOverlapSeconds] = useState<number>(usualOverlapSeconds);
  const { run, isPending, error } = useCommand(rotate);
  const now = useNow();
  const end = endAfterRotation(passcode, home.maxLifetimeDays, now);
  const old = oldSecretEnd(overlapSeconds, end.expiresAt, now);
  const input = { id: passcode.id, overlap_seconds: overlapSeconds };
  return (
    <>
      {error && <Alert wrong>{error}</Alert>}
      <p className="text-sm">
        The holder gets a new passcode in the place of <HintChip hint={passcode.hint} />. Name, expiry and history stay.
      </p>
      <OverlapChoice legend="The old one works for another" value={overlapSeconds} onChange={setOverlapSeconds} />
      <div className="grid gap-1 border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
        {overlapSeconds === 0 ? (
          <p>The old one is refused from the moment you rotate.</p>
        ) : (
          <p>
            The old one ends <When at={old.at} />
            {old.isCut && ": it never outlives the passcode itself"}.
          </p>
        )}
        {end.isShortened && (
          <p>
            This account allows at most {home.maxLifetimeDays} days: the passcode's own end moves to{" "}
            <When at={end.expiresAt ?? ""} />.
          </p>
        )}
      </div>
      <ConfirmActions
        type="button"
        pending={isPending}
        onClick={() => run(input, { done: onIssued, refused: onRefused })}
      >
        Rotate & View
      </ConfirmActions>
    </>
  );
}

/** Beside the new one: how long the old one lives on. */
function OldOne({ retires_at }: IssuedPasscode) {
  return retires_at ? (
    <p>
      The old one works on, and ends <When at={retires_at} />.
    </p>
  ) : (
    <p>The old one is refused from now on.</p>
  );
}
