import type { Wait } from "./calls";
import type { Outcome } from "./revocation";

const changesOf = ({ byKind }: Outcome) => [...byKind.values()].reduce((sum, count) => sum + count, 0);

/** The pace that was held over the whole run, each change with all that was waited for until its answer. */
export const changesPerSecond = (outcome: Outcome): number => changesOf(outcome) / outcome.seconds;

/** The figures of one run, as a table's row. */
export function figuresOf(outcome: Outcome) {
  const { tally, errors, disturbed, seconds } = outcome;
  const { details: _details, ...counts } = tally;
  return {
    changes: changesOf(outcome),
    "changes a second": Number(changesPerSecond(outcome).toFixed(1)),
    minutes: Number((seconds / 60).toFixed(1)),
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
