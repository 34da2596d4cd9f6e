"use client";
import { RadioGroup as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { useOff } from "./use-hydrated";

export function RadioGroup({ className, disabled, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root className={classNames("grid gap-2", className)} disabled={useOff(disabled)} {...props} />;
}

/** One choice with its label; arrows move between the choices of a group. */
export function RadioGroupItem({
  id,
  children,
  ...props
}: ComponentProps<typeof Primitive.Item> & { id: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-2">
      <Primitive.Item
        id={id}
        className="grid size-4 shrink-0 place-items-center rounded-full border border-edge bg-sheet data-[state=checked]:border-patina"
        {...props}
      >
        <Primitive.Indicator className="size-2 rounded-full bg-patina" />
      </Primitive.Item>
      <label htmlFor={id} className="text-sm">
        {children}
      </label>
    </div>
  );
}
