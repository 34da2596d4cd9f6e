"use client";
import Link from "next/link";
import { useState } from "react";
import { CheckingGate } from "@/components/brand/checking-gate";
import { ClosedGate } from "@/components/brand/closed-gate";
import { GatePage } from "@/components/brand/gate-page";
import { OwnAddressNotice } from "@/components/brand/own-address-notice";
import { useGateLink } from "@/components/brand/use-gate-link";
import { type Command, useCommand } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";

type EmailLink = { email: string; new_email: string };
type ConfirmEmailGateProps = {
  origins: readonly string[];
  check: Command<EmailLink>;
  confirm: Command<{ email: string }>;
};

/** Asks whether the link opens, and makes the new e-mail the person's: a click, for mail programs open links by themselves. */
export function ConfirmEmailGate({ origins, check, confirm }: ConfirmEmailGateProps) {
  const { gate } = useGateLink(check);
  const [confirmed, setConfirmed] = useState<string>();
  const { run, isPending, error } = useCommand(confirm);
  if (confirmed) {
    return (
      <GatePage heading="Your e-mail is changed" lead={`From now on you sign in as ${confirmed}.`}>
        <Button asChild look="primary" className="justify-self-start">
          <Link href="/settings/profile">Go on</Link>
        </Button>
      </GatePage>
    );
  }
  if (gate.is === "closed") {
    return (
      <ClosedGate heading="This link does not open" message={gate.message}>
        <p>Your e-mail is as it was. Change it again under Settings › Profile for a new link.</p>
      </ClosedGate>
    );
  }
  if (gate.is === "checking") {
    return (
      <GatePage heading="New e-mail">
        <CheckingGate what="the link" lines={2} />
      </GatePage>
    );
  }
  const { link, answer } = gate;
  return (
    <GatePage heading="New e-mail" lead={`${answer.email} becomes ${answer.new_email}: you sign in with it then.`}>
      <OwnAddressNotice origins={origins} />
      {error && <Alert wrong>{error}</Alert>}
      <form
        action={() => run({ link }, { done: ({ email }) => setConfirmed(email) })}
        className="grid justify-items-start"
      >
        <SubmitButton size="large" pending={isPending}>
          Change my e-mail
        </SubmitButton>
      </form>
    </GatePage>
  );
}
