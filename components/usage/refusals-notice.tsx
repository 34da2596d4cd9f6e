import { TriangleAlert } from "lucide-react";
import { When } from "@/components/time/when";
import type { UsageCaller } from "@/lib/core/usage/read-passcode-usage";

/** Somebody still calls with what is refused: says who, so that he can be told. */
export function RefusalsNotice({ callers }: { callers: UsageCaller[] }) {
  const refused = callers.filter(({ expired, suspended, revoked }) => expired + suspended + revoked > 0);
  const [latest] = refused;
  if (!latest) return null;
  const sum = (reason: "expired" | "suspended" | "revoked") => refused.reduce((total, one) => total + one[reason], 0);
  const reasons = [
    [sum("revoked"), "with a secret that was rotated out"],
    [sum("expired"), "after its end"],
    [sum("suspended"), "while it was suspended"],
  ] as const;
  const told = reasons.filter(([count]) => count > 0).map(([count, how]) => `${count} ${how}`);
  return (
    <div className="flex gap-2 border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-amber" />
      <p>
        <strong className="font-semibold">Refused in the last 30 days:</strong> {told.join(", ")}. The latest came from{" "}
        <span className="font-mono text-xs">{latest.network || "an unknown network"}</span>
        {latest.agent && <> ({latest.agent})</>}, <When at={latest.last_at} />.
      </p>
    </div>
  );
}
