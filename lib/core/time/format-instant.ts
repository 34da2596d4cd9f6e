const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An instant in a zone: `date` "3 Dec 2026", `time` "14:05", `zone` "CET", "UTC" or "GMT+5:30". Written by hand, so that Node and browsers agree. */
export function formatInstant(at: Date, timeZone: string): { date: string; time: string; zone: string } {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${Number(parts.day)} ${months[Number(parts.month) - 1]} ${parts.year}`,
    time: `${parts.hour}:${parts.minute}`,
    zone: timeZone === "UTC" ? "UTC" : (parts.timeZoneName ?? timeZone),
  };
}
