"use client";
import { useSyncExternalStore } from "react";
import { formatInstant } from "./format-instant";

const never = () => () => {};
const readersZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An instant in the reader's zone (UTC until the page is alive), with UTC on hover. */
export function Instant({ at }: { at: string }) {
  const zone = useSyncExternalStore(never, readersZone, () => "UTC");
  const instant = new Date(at);
  const local = formatInstant(instant, zone);
  const utc = formatInstant(instant, "UTC");
  return (
    <time dateTime={at} title={`${utc.date}, ${utc.time} UTC`} className="whitespace-nowrap">
      {`${local.date}, ${local.time} ${local.zone}`}
    </time>
  );
}
