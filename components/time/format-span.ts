const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How far off an instant is, in words: "in 12 days", "in 5 hours", "3 days ago". Spans are cut, never rounded up. */
export function formatSpan(at: number, now: number): string {
  const spanMs = Math.abs(at - now);
  const [count, unit] =
    spanMs >= dayMs
      ? [Math.floor(spanMs / dayMs), "day"]
      : spanMs >= hourMs
        ? [Math.floor(spanMs / hourMs), "hour"]
        : [Math.floor(spanMs / minuteMs), "minute"];
  if (count === 0) return at > now ? "in less than a minute" : "just now";
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return at > now ? `in ${words}` : `${words} ago`;
}
