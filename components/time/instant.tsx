"use client";
import { useSyncExternalStore } from "react";
import { formatInstant } from "@/lib/core/time/format-instant";

const never = () => () => {};
const readersZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An instant in the reader's zone (UTC until the page is alive), with UTC on hover; `precise` to the second. */
export function Instant({ at, precise = false }: { at: string; precise?: boolean }) {
  const zone = useSyncExternalStore(never, readersZone, () => "UTC");
  const instant = new Date(at);
  const local = formatInstant(instant, zone);
  const utc = formatInstant(instant, "UTC");
  // No zone of today is off by part of a minute.
  const seconds = precise ? `:${at.slice(17, 19)}` : "";
  return (
    <time dateTime={at} title={`${utc.date}, ${utc.time}${seconds} UTC`} className="whitespace-nowrap">
      {`${local.date}, ${local.time}${seconds} ${local.zone}`}
    </time>
  );
}
