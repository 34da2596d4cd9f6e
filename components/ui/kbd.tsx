import type { ReactNode } from "react";

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-4.5 align-middle min-w-4.5 place-items-center rounded-sm border border-current/40 px-1 font-mono text-[0.6875rem] leading-none">
      {children}
    </kbd>
  );
}
