import { formatInstant } from "@/lib/core/time/format-instant";

const dayMs = 86_400_000;

/** The date of an instant by the clock of a zone: "3 Dec 2026". @param at RFC 3339. @param zone an IANA name. */
export const dateWords = (at: string, zone: string): string => formatInstant(new Date(at), zone).date;

/** An instant by a zone's clock and in UTC: "3 Dec 2026, 14:05 CET (13:05 UTC)"; the date twice where it differs. */
export function instantWords(at: string, zone: string): string {
  const instant = new Date(at);
  const local = formatInstant(instant, zone);
  const utc = formatInstant(instant, "UTC");
  const words = `${local.date}, ${local.time} ${local.zone}`;
  if (local.zone === "UTC") return words;
  return `${words} (${utc.date === local.date ? "" : `${utc.date}, `}${utc.time} UTC)`;
}

/** How many midnights of the zone's calendar lie between, in words: "in 7 days", "tomorrow", "today", "yesterday", "5 days ago". */
export function dayWords(at: string, now: Date, zone: string): string {
  const days = calendarDay(new Date(at), zone) - calendarDay(now, zone);
  const near = { "-1": "yesterday", "0": "today", "1": "tomorrow" }[days];
  return near ?? (days > 0 ? `in ${days} days` : `${-days} days ago`);
}

/** "expires on 3 Dec 2026, in 7 days" or "expired on 3 Dec 2026, 5 days ago"; on the day itself without a distance once it is over. */
export function endWords(end: string, now: Date, zone: string, verb: { will: string; did: string }): string {
  const distance = dayWords(end, now, zone);
  const date = dateWords(end, zone);
  if (!isOver(end, now)) return `${verb.will} on ${date}, ${distance}`;
  return `${verb.did} on ${date}${distance === "today" ? "" : `, ${distance}`}`;
}

/** Valid means before the end (DESIGN section 2). */
export const isOver = (end: string, now: Date): boolean => Date.parse(end) <= now.getTime();

function calendarDay(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric", day: "numeric" });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day) / dayMs;
}
