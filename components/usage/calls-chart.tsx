import { formatInstant } from "@/components/time/format-instant";
import type { UsageDay } from "@/lib/core/usage/read-passcode-usage";

const barWidth = 14;
const pitch = 20;
const height = 96;
/** What is there at all is seen. */
const barMin = 2;

/** Calls by UTC day: accepted ones full, refused ones hatched above them; the numbers besides as a table. */
export function CallsChart({ days }: { days: UsageDay[] }) {
  const most = Math.max(1, ...days.map(({ accepted, refused }) => accepted + refused));
  const tall = (count: number) => (count === 0 ? 0 : Math.max(barMin, (count / most) * height));
  const width = days.length * pitch;
  return (
    <figure className="grid gap-2">
      <div className="flex items-stretch gap-2">
        <div aria-hidden className="flex flex-col justify-between pb-5 text-right text-ink-soft text-xs">
          <span>{most}</span>
          <span>0</span>
        </div>
        <div className="min-w-0 grow">
          <svg
            viewBox={`0 0 ${width} ${height + 1}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={summary(days)}
            className="block h-28 w-full"
          >
            <defs>
              <pattern id="refused" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="4" height="4" className="fill-brick-wash" />
                <rect width="2" height="4" className="fill-brick" />
              </pattern>
            </defs>
            <rect y={height} width={width} height="1" className="fill-rule-strong" />
            {days.map(({ day, accepted, refused }, index) => {
              const [x, full, hatched] = [index * pitch + (pitch - barWidth) / 2, tall(accepted), tall(refused)];
              return (
                <g key={day}>
                  <title>{`${dayOf(day)}: ${accepted} accepted, ${refused} refused`}</title>
                  <rect x={x - 3} width={pitch} height={height} className="fill-transparent hover:fill-well" />
                  <rect x={x} y={height - full} width={barWidth} height={full} className="fill-patina" />
                  <rect x={x} y={height - full - hatched} width={barWidth} height={hatched} fill="url(#refused)" />
                </g>
              );
            })}
          </svg>
          <div aria-hidden className="flex justify-between pt-1 text-ink-soft text-xs">
            <span>{dayOf(days[0]?.day ?? "")}</span>
            <span>{dayOf(days.at(-1)?.day ?? "")}, UTC</span>
          </div>
        </div>
      </div>
      <figcaption className="sr-only">Calls a day, accepted and refused</figcaption>
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
