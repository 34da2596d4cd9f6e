import Link from "next/link";
import { BothWays } from "@/components/time/both-ways";
import type { AuditEventView } from "@/lib/core/audit/list-audit-events";
import { actionInWords, detailLines } from "./audit-words";
import { DetailLines } from "./detail-lines";

type HistoryProps = {
  events: AuditEventView[];
  /** How many there are on all, and where all are shown. */
  count: number;
  targetId: string;
};

/** What was done to one thing, the newest first. */
export function History({ events, count, targetId }: HistoryProps) {
  if (count === 0) return <p className="text-ink-soft text-sm">Nothing is recorded of it.</p>;
  return (
    <>
      <ol className="grid">
        {events.map((event) => (
          <li key={event.seq} className="grid gap-x-6 gap-y-0.5 border-b py-2.5 sm:grid-cols-[11rem_1fr]">
            <div className="text-sm">
              <BothWays at={event.at} />
            </div>
            <div className="grid gap-0.5">
              <p>
                <span className="font-medium">{actionInWords(event)}</span>{" "}
                <span className="text-ink-soft">
                  by {event.actor.name}
                  {event.result === "refused" && ", refused"}
                </span>
              </p>
              <DetailLines lines={detailLines(event)} />
            </div>
          </li>
        ))}
      </ol>
      {count > events.length && (
        <p className="mt-3 text-sm">
          <Link href={`/audit?target=${targetId}`} className="text-patina underline">
            All {count} in the audit log
          </Link>
        </p>
      )}
    </>
  );
}
