"use client";
import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useOff } from "./use-hydrated";

/** A box to tick, with its label; without one it has an `aria-label`. */
export function Checkbox({
  children,
  disabled,
  ...props
}: ComponentProps<typeof Primitive.Root> & { children?: ReactNode }) {
  const id = useId();
  const Sign = props.checked === "indeterminate" ? Minus : Check;
  const box = (
    <Primitive.Root
      id={id}
      disabled={useOff(disabled)}
      className="grid size-4 shrink-0 place-items-center rounded-sm border border-edge bg-sheet text-on-patina data-[state=checked]:border-patina data-[state=indeterminate]:border-patina data-[state=checked]:bg-patina data-[state=indeterminate]:bg-patina"
      {...props}
    >
      <Primitive.Indicator>
        <Sign aria-hidden className="size-3.5" />
      </Primitive.Indicator>
    </Primitive.Root>
  );
  if (!children) return box;
  return (
    <div className="flex items-center gap-2">
      {box}
      <label htmlFor={id} className="text-sm">
        {children}
      </label>
    </div>
  );
}
