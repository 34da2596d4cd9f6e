import type { ReactNode } from "react";

/** A page's head, ruled like a ledger's. `children` stand at its right: counts and the main action. */
export function PageHead({ heading, children }: { heading: string; children?: ReactNode }) {
  return (
    <header className="mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <h1 className="font-semibold text-xl">{heading}</h1>
      {children}
    </header>
  );
}
