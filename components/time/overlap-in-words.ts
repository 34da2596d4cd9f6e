const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A span in the largest unit that measures it whole: 86400 is "1 day", 5400 "90 minutes", 0 "none". @param seconds whole */
export function overlapInWords(seconds: number): string {
  const unit = units.find(([, length]) => seconds >= length && seconds % length === 0);
  if (!unit) return "none";
  const count = seconds / unit[1];
  return `${count} ${unit[0]}${count === 1 ? "" : "s"}`;
}
