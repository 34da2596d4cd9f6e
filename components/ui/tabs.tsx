"use client";
import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { useOff } from "./use-hydrated";

export const Tabs = Primitive.Root;
export const TabsContent = Primitive.Content;

export function TabsList(props: ComponentProps<typeof Primitive.List>) {
  return <Primitive.List className="flex gap-1" {...props} />;
}

export function TabsTrigger({ disabled, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      disabled={useOff(disabled)}
      className="h-7 rounded-sm border-transparent border-b-2 px-2 text-ink-soft text-sm hover:text-ink data-[state=active]:border-patina data-[state=active]:font-medium data-[state=active]:text-ink"
      {...props}
    />
  );
}
