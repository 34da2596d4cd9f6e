"use client";
import { formatSpan } from "@/lib/core/time/format-span";
import { useNow } from "./now";

/** How far off an instant is: "in 12 days". */
export function Span({ at }: { at: string }) {
  return <span className="whitespace-nowrap">{formatSpan(Date.parse(at), useNow())}</span>;
}
