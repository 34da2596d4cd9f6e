import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** A text field of several lines. */
export function TextArea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={classNames(
        "w-full min-w-0 rounded-md border border-edge bg-sheet px-2.5 py-1.5 text-base text-ink placeholder:text-ink-soft hover:border-ink-soft focus-visible:outline-offset-0 aria-invalid:border-brick",
        className,
      )}
      {...props}
    />
  );
}
