"use client";
import { CheckingGate } from "@/components/brand/checking-gate";
import { ClosedGate } from "@/components/brand/closed-gate";
import { GatePage } from "@/components/brand/gate-page";
import { OwnAddressNotice } from "@/components/brand/own-address-notice";
import { useGateLink } from "@/components/brand/use-gate-link";
import type { ActionResult } from "@/lib/core/action-result";
import { SetupForm } from "./setup-form";

type SetupGateProps = {
  /** The addresses that forms are taken from. */
  origins: readonly string[];
  check: (input: unknown) => Promise<ActionResult<{ valid: boolean }>>;
  setUp: (input: unknown) => Promise<ActionResult<null>>;
};

const closed = "This set-up link does not open";

/** Asks whether the set-up link opens, then for the account. */
export function SetupGate({ origins, check, setUp }: SetupGateProps) {
  const { gate } = useGateLink(check);
  if (gate.is === "closed") return <ClosedGate heading={closed} message={gate.message} />;
  if (gate.is === "open" && !gate.answer.valid) {
    return (
      <ClosedGate heading={closed}>
        <p>A link works once and for a day, and only until there is an administrator.</p>
        <p>
          <strong className="font-medium text-ink">No administrator yet?</strong> Restart Watchword: it prints a new
          link where it runs.
        </p>
      </ClosedGate>
    );
  }
  return (
    <GatePage heading="Raise the gate" lead="This makes the account and its first administrator: you.">
      <OwnAddressNotice origins={origins} />
      {gate.is === "open" ? (
        <SetupForm link={gate.link} setUp={setUp} />
      ) : (
        <CheckingGate what="the set-up link" lines={4} />
      )}
    </GatePage>
  );
}
