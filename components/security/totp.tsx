"use client";
import { useState } from "react";
import { type Command, useCommand } from "@/components/forms/use-command";
import { useProof } from "@/components/sign-in/use-proof";
import { When } from "@/components/time/when";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { RemoveTotpDialog } from "./remove-totp-dialog";
import { type Enrolment, TotpDialog } from "./totp-dialog";

type OwnTotp = { confirmed_at: string | null; recovery_codes_left: number };

type TotpProps = {
  totp: OwnTotp;
  /** Where one goes on who was held here. */
  next: string | null;
  enrolTotp: Command<Enrolment>;
  confirmTotp: Command<{ recovery_codes: string[] }>;
  removeTotp: Command<null>;
  confirmSession: Command<null>;
};

/** The second factor: off with the way to enrol it, or on with what is left and the way out. */
export function Totp({ totp: { confirmed_at, recovery_codes_left }, ...props }: TotpProps) {
  return confirmed_at ? <TotpOn {...props} since={confirmed_at} left={recovery_codes_left} /> : <TotpOff {...props} />;
}

type OffProps = Omit<TotpProps, "totp">;

function TotpOff({ next, enrolTotp, confirmTotp, confirmSession }: OffProps) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const { proving, dialog } = useProof(confirmSession);
  const { run, isPending, error } = useCommand(proving(enrolTotp));
  return (
    <div className="grid max-w-2xl gap-3">
      <p className="text-sm">
        Off. With it, a sign-in needs your password and a code that your phone shows: a password that leaks opens
        nothing.
      </p>
      {error && <Alert wrong>{error}</Alert>}
      <SubmitButton
        type="button"
        className="justify-self-start"
        pending={isPending}
        onClick={() => run({}, { done: setEnrolment })}
      >
        Enrol TOTP
      </SubmitButton>
      {enrolment && (
        <TotpDialog
          {...{ enrolment, next }}
          confirm={proving(confirmTotp)}
          proof={dialog}
          onClose={() => setEnrolment(null)}
        />
      )}
      {!enrolment && dialog}
    </div>
  );
}

/** From here on one should think of new ones. */
const fewCodes = 3;

function TotpOn({ removeTotp, confirmSession, since, left }: OffProps & { since: string; left: number }) {
  const [isRemoving, setRemoving] = useState(false);
  return (
    <div className="grid max-w-2xl gap-3">
      <p className="text-sm">
        On since <When at={since} />. {left} {left === 1 ? "recovery code is" : "recovery codes are"} left.
      </p>
      {left <= fewCodes && (
        <Alert>When you have none and lose your phone, only an administrator lets you in. Enrol anew for ten.</Alert>
      )}
      <Button className="justify-self-start" onClick={() => setRemoving(true)}>
        Remove TOTP…
      </Button>
      {isRemoving && (
        <RemoveTotpDialog remove={removeTotp} confirmSession={confirmSession} onClose={() => setRemoving(false)} />
      )}
    </div>
  );
}
