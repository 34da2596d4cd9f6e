import Link from "next/link";
import { GatePage } from "@/components/brand/gate-page";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

/** A set-up link that does not open: why, and how to come to one that does. */
export function ClosedGate({ message }: { message?: string }) {
  return (
    <GatePage heading="This set-up link does not open">
      {message ? (
        <Alert wrong>{message}</Alert>
      ) : (
        <div className="grid gap-2 text-ink-soft">
          <p>A link works once and for a day, and only until there is an administrator.</p>
          <p>
            <strong className="font-medium text-ink">No administrator yet?</strong> Restart Watchword: it prints a new
            link where it runs.
          </p>
        </div>
      )}
      <Button asChild look="primary" className="justify-self-start">
        <Link href="/sign-in">Sign in instead</Link>
      </Button>
    </GatePage>
  );
}
