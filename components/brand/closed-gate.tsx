import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { GatePage } from "./gate-page";

type ClosedGateProps = {
  /** What does not open: "This set-up link does not open". */
  heading: string;
  message?: string;
  /** Where no message came: why it may be, and how to come to one that does. */
  children?: ReactNode;
};

/** A link that does not open: why, and the way round. */
export function ClosedGate({ heading, message, children }: ClosedGateProps) {
  return (
    <GatePage heading={heading}>
      {message && <Alert wrong>{message}</Alert>}
      {children && <div className="grid gap-2 text-ink-soft">{children}</div>}
      <Button asChild look="primary" className="justify-self-start">
        <Link href="/sign-in">Sign in instead</Link>
      </Button>
    </GatePage>
  );
}
