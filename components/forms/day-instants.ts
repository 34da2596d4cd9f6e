/** The day that an instant bounds, as a date field holds it; in the reader's zone, or in UTC. Nothing: nothing. */
export function dayOfInstant(instant: string, edge: "start" | "end", isLocal: boolean): string {
  if (!instant) return "";
  const at = new Date(Date.parse(instant) - (edge === "end" ? 1 : 0));
  if (!isLocal) return at.toISOString().slice(0, 10);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The instant that bounds a day in the reader's zone: its first moment, or the first after it. */
export function instantOfDay(day: string, edge: "start" | "end"): string {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return "";
  return new Date(year, month - 1, date + (edge === "end" ? 1 : 0)).toISOString();
}
