import { CallsBars } from "@/components/usage/calls-bars";
import { formatInstant } from "@/lib/core/time/format-instant";
import type { UsageDay } from "@/lib/core/usage/read-passcode-usage";

/** Calls by UTC day; the numbers besides as a table. */
export function CallsChart({ days }: { days: UsageDay[] }) {
  const bars = days.map((day) => ({ ...day, day: dayOf(day.day) }));
  return (
    <figure className="grid gap-2">
      <figcaption className="sr-only">{summary(days)}</figcaption>
      <CallsBars bars={bars} />
      <CallsTable days={days} />
    </figure>
  );
}

function CallsTable({ days }: { days: UsageDay[] }) {
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm py-0.5 text-ink-soft hover:text-ink">As a table</summary>
      <table className="mt-2 w-full max-w-md">
        <thead className="text-left text-ink-soft text-xs">
          <tr>
            {["Day (UTC)", "Accepted", "Refused"].map((head) => (
              <th key={head} scope="col" className="border-b py-1 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, accepted, refused }) => (
            <tr key={day}>
              <th scope="row" className="py-0.5 text-left font-normal">
                {dayOf(day)}
              </th>
              <td>{accepted}</td>
              <td>{refused}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const dayOf = (day: string) => (day ? formatInstant(new Date(`${day}T00:00:00Z`), "UTC").date : "");

function summary(days: UsageDay[]): string {
  const sum = (count: (day: UsageDay) => number) => days.reduce((total, day) => total + count(day), 0);
  return `Calls in ${days.length} days: ${sum((day) => day.accepted)} accepted, ${sum((day) => day.refused)} refused`;
}
