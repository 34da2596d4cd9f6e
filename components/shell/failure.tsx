"use client";
import { Button } from "@/components/ui/button";

/** What to do about a page that failed; the digest is what the log calls it. */
export function Failure({ error }: { error: Error & { digest?: string } }) {
  return (
    <div className="grid gap-4">
      <p className="text-ink-soft">
        Nothing was changed. The database may be out of reach for a moment: try again. If it stays so, tell your
        operator
        {error.digest ? (
          <>
            {" "}
            the number <code className="font-mono text-ink">{error.digest}</code>
          </>
        ) : null}
        .
      </p>
      <Button look="primary" className="justify-self-start" onClick={() => window.location.reload()}>
        Try again
      </Button>
    </div>
  );
}
