import type { Wait } from "./calls";
import type { Outcome } from "./revocation";

/** The figures of one run, as a table's row. */
export function figuresOf({ tally, byKind, errors, disturbed, seconds }: Outcome) {
  const changes = [...byKind.values()].reduce((sum, count) => sum + count, 0);
  const { details: _details, ...counts } = tally;
  return {
    changes,
    "a second": Math.round(changes / seconds),
    ...counts,
    "errors 5xx": errors.length,
    disturbances: [...disturbed.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** How long changing calls took to be answered, in milliseconds, by what happened meanwhile. */
export function waitsOf(waits: readonly Wait[]) {
  const rows = (["none", "of another node", "of its own node"] as const).map((trouble) => {
    const sorted = waits.filter((wait) => wait.trouble === trouble).map(({ ms }) => ms);
    sorted.sort((a, b) => a - b);
    const at = (part: number) => Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? 0);
    return [trouble, { changes: sorted.length, median: at(0.5), p99: at(0.99), longest: at(1) }] as const;
  });
  return Object.fromEntries(rows);
}
