"use client";
import { CheckingGate } from "@/components/brand/checking-gate";
import { ClosedGate } from "@/components/brand/closed-gate";
import { GatePage } from "@/components/brand/gate-page";
import { OwnAddressNotice } from "@/components/brand/own-address-notice";
import { useGateLink } from "@/components/brand/use-gate-link";
import { roleWord } from "@/components/users/user-states";
import type { ActionResult } from "@/lib/core/action-result";
import type { Role } from "@/lib/core/permissions";
import { JoinForm } from "./join-form";

/** Whom an invitation invites where to. */
export type Invitation = {
  account_name: string;
  email: string;
  name: string;
  role: Role;
  invited_by: string;
  has_password: boolean;
};

type JoinGateProps = {
  /** The addresses that forms are taken from. */
  origins: readonly string[];
  check: (input: unknown) => Promise<ActionResult<Invitation>>;
  join: (input: unknown) => Promise<ActionResult<null>>;
};

/** Asks whether the invitation opens, says whose it is, then lets in. */
export function JoinGate({ origins, check, join }: JoinGateProps) {
  const { gate, recheck } = useGateLink(check);
  if (gate.is === "closed") {
    return (
      <ClosedGate heading="This invitation does not open" message={gate.message}>
        <p>If you have joined already, sign in with your e-mail and password.</p>
      </ClosedGate>
    );
  }
  if (gate.is === "checking") {
    return (
      <GatePage heading="You are invited">
        <CheckingGate what="the invitation" lines={3} />
      </GatePage>
    );
  }
  const { link, answer: invitation } = gate;
  return (
    <GatePage
      heading={`Join ${invitation.account_name}`}
      lead={`${invitation.invited_by} invites ${invitation.email} as ${roleWord(invitation.role)}.`}
    >
      <OwnAddressNotice origins={origins} />
      <JoinForm {...{ link, invitation, join }} onOvertaken={recheck} />
    </GatePage>
  );
}
