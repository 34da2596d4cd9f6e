"use client";
import type { ReactNode } from "react";

export type BulkLine = {
  id: string;
  name: string;
  /** What will become of it; null: it stays as it is. */
  change: ReactNode;
  /** When it was last used; a warning where somebody will miss it. */
  aside?: ReactNode;
  isWarned?: boolean;
};

/** One by one what will change. */
export function BulkPreview({ lines }: { lines: BulkLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section aria-label="What will change" tabIndex={0} className="max-h-[40dvh] overflow-y-auto border-y">
      <ul className="divide-y text-sm">
        {lines.map(({ id, name, change, aside, isWarned }) => (
          <li key={id} className="grid grid-cols-[1fr_auto] gap-x-4 py-1.5 sm:grid-cols-[1fr_1.3fr_8.5rem]">
            <span className="wrap-anywhere min-w-0 font-medium">{name}</span>
            <span className="max-sm:order-last max-sm:col-span-2">
              {change ?? <span className="text-ink-soft">stays as it is</span>}
            </span>
            <span className={`text-right ${isWarned ? "text-amber" : "text-ink-soft"}`}>{aside}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
