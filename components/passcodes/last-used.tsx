"use client";
import { useNow } from "@/components/time/now";
import { Span } from "@/components/time/span";
import { When } from "@/components/time/when";
import { isUsedLately } from "./is-used-lately";

type LastUsedProps = { passcode: { last_used_at: string | null }; what?: string };

/** When a passcode was last used, as a warning where somebody will miss it. */
export function LastUsed({ passcode, what }: LastUsedProps) {
  const lately = isUsedLately(passcode, useNow());
  if (!passcode.last_used_at) return <p className="text-ink-soft text-sm">{what ?? "It"} was never used.</p>;
  return (
    <p className={`text-sm ${lately ? "border-amber border-l-2 bg-amber-wash px-3 py-2" : "text-ink-soft"}`}>
      {what ? `${what} was last used` : "Last used"} <When at={passcode.last_used_at} />.
    </p>
  );
}

/** The same in a few words. */
export function UsedAside({ at }: { at: string | null }) {
  return at ? (
    <>
      used <Span at={at} />
    </>
  ) : (
    "never used"
  );
}
