import { type ReactNode, useId } from "react";

/** A part of a page under its own heading. */
export function PageSection({ heading, children }: { heading: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="@container mt-8 grid min-w-0 gap-3">
      <h2 id={id} className="font-semibold text-lg">
        {heading}
      </h2>
      {children}
    </section>
  );
}
