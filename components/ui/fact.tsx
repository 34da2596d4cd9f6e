import type { ReactNode } from "react";

/** A fact under its name, in a list of them. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-0.5">
      <dt className="text-ink-soft text-xs">{label}</dt>
      <dd className="wrap-anywhere min-w-0 text-sm">{children}</dd>
    </div>
  );
}
