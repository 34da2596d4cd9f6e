"use client";
import { useNow } from "@/components/time/now";
import { Span } from "@/components/time/span";
import { When } from "@/components/time/when";
import { isUsedLately } from "./is-used-lately";

/** When a passcode was last used, as a warning where somebody will miss it. */
export function LastUsed({ passcode }: { passcode: { last_used_at: string | null } }) {
  const lately = isUsedLately(passcode, useNow());
  if (!passcode.last_used_at) return <p className="text-ink-soft text-sm">It was never used.</p>;
  return (
    <p className={`text-sm ${lately ? "border-amber border-l-2 bg-amber-wash px-3 py-2" : "text-ink-soft"}`}>
      Last used <When at={passcode.last_used_at} />.
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
