"use client";
import { useNow } from "@/components/time/now";
import { Span } from "@/components/time/span";

/** How long an invitation's link still opens. @param at null: there is none */
export function InvitedUntil({ at }: { at: string | null }) {
  const now = useNow();
  const opens = at !== null && Date.parse(at) > now;
  return (
    <span className="block text-ink-soft text-xs">
      {opens ? (
        <>
          link ends <Span at={at} />
        </>
      ) : (
        "needs a new link"
      )}
    </span>
  );
}
