"use client";
import Link from "next/link";
import { useState } from "react";
import { CheckingGate } from "@/components/brand/checking-gate";
import { ClosedGate } from "@/components/brand/closed-gate";
import { GatePage } from "@/components/brand/gate-page";
import { OwnAddressNotice } from "@/components/brand/own-address-notice";
import { useGateLink } from "@/components/brand/use-gate-link";
import type { Command } from "@/components/forms/use-command";
import { Button } from "@/components/ui/button";
import { ResetForm } from "./reset-form";

/** Whose password the link replaces. */
export type PasswordLink = { email: string; has_totp: boolean };

type ResetGateProps = { origins: readonly string[]; check: Command<PasswordLink>; reset: Command<null> };

/** Asks whether the link opens, takes the new password, and leads to the sign-in: the link signs nobody in. */
export function ResetGate({ origins, check, reset }: ResetGateProps) {
  const { gate, recheck } = useGateLink(check);
  const [isDone, setDone] = useState(false);
  if (isDone) {
    return (
      <GatePage heading="Your password is replaced" lead="All your sign-ins have ended. Sign in with the new one.">
        <Button asChild look="primary" className="justify-self-start">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </GatePage>
    );
  }
  if (gate.is === "closed") {
    return (
      <ClosedGate heading="This link does not open" message={gate.message}>
        <p>
          <Link href="/forgot-password" className="underline">
            Ask for a new link
          </Link>
        </p>
      </ClosedGate>
    );
  }
  if (gate.is === "checking") {
    return (
      <GatePage heading="New password">
        <CheckingGate what="the link" lines={3} />
      </GatePage>
    );
  }
  const { link, answer: whose } = gate;
  return (
    <GatePage heading="New password" lead="It ends all your sign-ins, on every device.">
      <OwnAddressNotice origins={origins} />
      <ResetForm {...{ link, whose, reset }} onDone={() => setDone(true)} onOvertaken={recheck} />
    </GatePage>
  );
}
