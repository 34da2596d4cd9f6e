"use client";
import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export const TooltipProvider = Primitive.Provider;

/** Says more about the one child when it is pointed at or focused; stays in its place in the document. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Content
        side="bottom"
        sideOffset={5}
        collisionPadding={8}
        className="z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-paper text-xs shadow-lift"
      >
        {content}
      </Primitive.Content>
    </Primitive.Root>
  );
}
