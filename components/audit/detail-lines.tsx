import { Instant } from "@/components/time/instant";
import { overlapInWords } from "@/components/time/overlap-in-words";
import type { DetailLine, Value } from "./audit-words";

/** What an event changed: old → new. */
export function DetailLines({ lines }: { lines: DetailLine[] }) {
  return (
    <dl className="grid gap-x-3 gap-y-0.5 text-sm">
      {lines.map(({ field, label, from, to }) => (
        <div key={field} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-soft">{label}</dt>{" "}
          <dd className="wrap-anywhere min-w-0">
            {from !== undefined && (
              <>
                <DetailValue field={field} value={from} /> →{" "}
              </>
            )}
            <DetailValue field={field} value={to} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const endless = ["expires", "validity"];

function DetailValue({ field, value }: { field: string; value: Value }) {
  if (value === null) return endless.some((start) => field.startsWith(start)) ? "forever" : "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.endsWith("_at")) return <Instant at={String(value)} />;
  if (field.endsWith("_days")) return `${value} days`;
  if (field.endsWith("_seconds")) return overlapInWords(Number(value));
  return `${value}`;
}
