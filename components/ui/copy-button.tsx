"use client";
import { Check, CircleAlert, Copy } from "lucide-react";
import { useEffect, useRef } from "react";
import { classNames } from "./class-names";
import { useCopy } from "./use-copy";
import { useOff } from "./use-hydrated";

type CopyButtonProps = {
  text: string;
  /** What is copied, as the button's name: "Copy the passcode". */
  label: string;
  /** A word beside the sign; without it the sign stands alone. */
  children?: string;
  onCopied?: () => void;
  describedBy?: string;
  /** Takes the focus when it appears. */
  focusFirst?: boolean;
  className?: string;
};

const icons = { idle: Copy, copied: Check, failed: CircleAlert };
const words = { idle: "", copied: "Copied", failed: "The browser does not allow it: select the text and copy it." };

/** Copies on click, Enter or Space, and says so aloud. */
export function CopyButton({ text, label, children, onCopied, describedBy, focusFirst, className }: CopyButtonProps) {
  const { state, copy } = useCopy();
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusFirst) ref.current?.focus();
  }, [focusFirst]);
  const Icon = icons[state];
  return (
    <>
      <button
        ref={ref}
        type="button"
        disabled={useOff()}
        aria-label={label}
        aria-describedby={describedBy}
        title={children ? undefined : label}
        onClick={async () => {
          if (await copy(text)) onCopied?.();
        }}
        className={classNames(
          "inline-flex min-w-6 items-center justify-center gap-1.5 rounded-md font-medium text-sm hover:bg-well",
          children ? "h-8 border border-edge bg-sheet px-3" : "h-6 text-ink-soft hover:text-ink",
          state === "copied" && "text-patina",
          className,
        )}
      >
        <Icon aria-hidden className="size-3.5 shrink-0" />
        {children && (state === "copied" ? "Copied" : children)}
      </button>
      <span role="status" className={state === "failed" ? "text-brick text-xs" : "sr-only"}>
        {words[state]}
      </span>
    </>
  );
}
