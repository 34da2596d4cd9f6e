"use client";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useEarlyTyping } from "./use-early-typing";

/** A one-line text field. */
export function Input({ className, ref, ...props }: ComponentProps<"input">) {
  const earlyRef = useEarlyTyping(ref);
  return (
    <input
      className={classNames(
        "h-9 w-full min-w-0 rounded-md border border-edge bg-sheet px-2.5 text-base text-ink placeholder:text-ink-soft hover:border-ink-soft focus-visible:outline-offset-0 aria-invalid:border-brick",
        className,
      )}
      {...props}
      ref={earlyRef}
    />
  );
}
