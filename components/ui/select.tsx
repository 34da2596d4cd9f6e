"use client";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useEarlyTyping } from "./use-early-typing";

/** A choice of one: the browser's own list, which every keyboard and screen reader knows. */
export function Select({ className, children, ref, ...props }: ComponentProps<"select">) {
  const earlyRef = useEarlyTyping(ref);
  return (
    <span className={classNames("relative inline-flex h-8 min-w-0", className)}>
      <select
        className="w-full min-w-0 appearance-none truncate rounded-md border border-edge bg-sheet pr-7 pl-2.5 font-medium text-ink text-sm hover:bg-well aria-invalid:border-brick"
        {...props}
        ref={earlyRef}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-soft"
      />
    </span>
  );
}
