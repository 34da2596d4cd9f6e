const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const numbers = new Intl.NumberFormat("en");

/** How far off an instant is, in words: "in 12 days", "in 5 hours", "3 days ago". From two days on to the nearest day, below that cut. */
export function formatSpan(at: number, now: number): string {
  const [count, unit] = measure(Math.abs(at - now));
  if (count === 0) return at > now ? "in less than a minute" : "just now";
  const words = `${numbers.format(count)} ${unit}${count === 1 ? "" : "s"}`;
  return at > now ? `in ${words}` : `${words} ago`;
}

function measure(spanMs: number): [count: number, unit: string] {
  if (spanMs >= 2 * dayMs) return [Math.round(spanMs / dayMs), "day"];
  if (spanMs >= dayMs) return [1, "day"];
  if (spanMs >= hourMs) return [Math.floor(spanMs / hourMs), "hour"];
  return [Math.floor(spanMs / minuteMs), "minute"];
}
