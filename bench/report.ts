import { cpus } from "node:os";
import { isPinned } from "./cores";
import { type Contestant, contestants, type Rounds } from "./rounds";
import { median, quantile } from "./statistics";
import { perSecond, type Results, throughputRatio, verdicts } from "./verdicts";

/** The result as Markdown that reads well as plain text too. */
export function report(results: Results, loadName: string, flags: { rounds: number; seconds: number }): string {
  const { rounds, revoke, coldStart, memory, sizes } = results;
  const found = verdicts(results).map(({ what, target, measured, isMet }) => [
    ...[what, target, measured, isMet ? "met" : "not met"],
  ]);
  return [
    conditions(loadName, flags),
    rounds && roundsTable(rounds),
    found.length > 0 && table(["Target", "", "Measured", ""], found),
    revoke && table(["Revoke, nodes", "median ms", "p99 ms"], revoke.map(revokeRow)),
    memory &&
      table(
        ["Credentials asked for", "memory MB", "before MB", "bytes each"],
        memory.map(({ credentials, before, after }) => [
          ...[whole(credentials), whole(after), whole(before), whole(((after - before) * 2 ** 20) / credentials)],
        ]),
      ),
    sizes &&
      table(
        ["Credentials", "Watchword requests/s", contestants.hashMap.name, "÷ (b)"],
        sizes.map(({ credentials, ours, hashMap }) => {
          const speeds = [ours, hashMap].map((measured) => whole(median(measured.map(perSecond))));
          return [whole(credentials), ...speeds, throughputRatio(ours, hashMap).toFixed(2)];
        }),
      ),
    coldStart &&
      `From the start of the process to the first 200: ${whole(median(coldStart))} ms (${spread(coldStart)}).`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function conditions(loadName: string, { rounds, seconds }: { rounds: number; seconds: number }): string {
  const machine = `Node ${process.versions.node}, ${cpus()[0]?.model.trim() || "an unnamed processor"}, ${cpus().length} cores.`;
  const where = isPinned
    ? "Servers on core 0 together; the load on core 1, and PostgreSQL, which lets it go first."
    : "Nothing is pinned here (that takes Linux, taskset and two cores): servers, load and PostgreSQL share the cores.";
  return `${machine} ${where}\nLoad: ${loadName}; ${rounds} rounds of ${seconds} s in turn; 1 in 100 requests is refused.`;
}

const whole = (value: number) => Math.round(value).toLocaleString("en");
const spread = (values: number[]) => `${whole(Math.min(...values))}–${whole(Math.max(...values))}`;

function roundsTable(rounds: Rounds): string {
  const rows = (Object.keys(contestants) as Contestant[]).map((name) => {
    const speeds = rounds[name].map(perSecond);
    const p50 = median(rounds[name].map(({ p50Ms }) => p50Ms));
    const p99 = median(rounds[name].map(({ p99Ms }) => p99Ms));
    return [
      ...[contestants[name].name, whole(median(speeds)), spread(speeds), p50.toFixed(2), p99.toFixed(2)],
      throughputRatio(rounds[name], rounds.hashMap).toFixed(2),
    ];
  });
  return table(["", "requests/s", "spread", "p50 ms", "p99 ms", "÷ (b)"], rows);
}

const revokeRow = ({ nodes, times }: { nodes: number; times: number[] }) => [
  ...[String(nodes), median(times).toFixed(1), quantile(times, 0.99).toFixed(1)],
];

/** The first column to the left, figures to the right, all as wide as their widest. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? `-${"-".repeat(width)}-` : `-${"-".repeat(width)}:`)).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
