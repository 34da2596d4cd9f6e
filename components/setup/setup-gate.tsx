"use client";
import { useEffect, useRef, useState } from "react";
import { GatePage } from "@/components/brand/gate-page";
import { OwnAddressNotice } from "@/components/brand/own-address-notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionResult } from "@/lib/core/action-result";
import { ClosedGate } from "./closed-gate";
import { SetupForm } from "./setup-form";

type SetupGateProps = {
  /** The addresses that forms are taken from. */
  origins: readonly string[];
  check: (input: unknown) => Promise<ActionResult<{ valid: boolean }>>;
  setUp: (input: unknown) => Promise<ActionResult<null>>;
};
type Gate = { is: "checking" } | { is: "closed"; message?: string } | { is: "open"; link: string };

/** Reads the set-up link out of the address, where no server and no log sees it, takes it out of the history, and asks whether it opens. */
export function SetupGate({ origins, check, setUp }: SetupGateProps) {
  const [gate, setGate] = useState<Gate>({ is: "checking" });
  const linkRef = useRef<string | null>(null);
  useEffect(() => {
    const open = async () => {
      linkRef.current = window.location.hash.slice(1) || linkRef.current || "";
      const link = linkRef.current;
      window.history.replaceState(null, "", window.location.pathname);
      const answer = await check({ link }).catch(() => null);
      if (answer?.ok) setGate(answer.data.valid ? { is: "open", link } : { is: "closed" });
      else setGate({ is: "closed", message: answer?.message ?? "Watchword did not answer. Open the link again." });
    };
    const reopen = () => window.location.hash && open();
    open();
    window.addEventListener("hashchange", reopen);
    return () => window.removeEventListener("hashchange", reopen);
  }, [check]);
  if (gate.is === "closed") return <ClosedGate message={gate.message} />;
  return (
    <GatePage heading="Raise the gate" lead="This makes the account and its first administrator: you.">
      <OwnAddressNotice origins={origins} />
      {gate.is === "open" ? <SetupForm link={gate.link} setUp={setUp} /> : <Checking />}
    </GatePage>
  );
}

function Checking() {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">Checking the set-up link</span>
      {["account", "name", "e-mail", "password"].map((line) => (
        <Skeleton key={line} className="h-9 rounded-md" />
      ))}
    </div>
  );
}
