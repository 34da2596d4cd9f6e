"use client";
import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { useOff } from "./use-hydrated";

const button = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors duration-75 disabled:cursor-not-allowed aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary:
          "border-patina bg-patina text-on-patina hover:border-patina-deep hover:bg-patina-deep data-held:border-rule-strong data-held:bg-well data-held:text-ink-soft",
        plain: "border-edge bg-sheet text-ink hover:bg-well",
        danger: "border-brick bg-brick text-on-brick hover:border-brick-deep hover:bg-brick-deep",
        ghost: "border-transparent bg-transparent text-ink hover:bg-well",
      },
      size: { normal: "h-8 px-3 text-sm", large: "h-9 px-4 text-base", icon: "size-8" },
    },
    defaultVariants: { look: "plain", size: "normal" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof button> & { asChild?: boolean };

/** A button; `asChild` lends its looks to the one child, a link for instance. */
export function Button({ className, look, size, asChild, type = "button", disabled = false, ...props }: ButtonProps) {
  const off = useOff(disabled);
  const classes = classNames(button({ look, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button className={classes} type={type} disabled={off} data-held={disabled || undefined} {...props} />;
}
