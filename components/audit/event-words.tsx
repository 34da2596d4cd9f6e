import type { AuditEventView } from "@/lib/core/audit/list-audit-events";
import { actionInWords, detailLines } from "./audit-words";
import { DetailLines } from "./detail-lines";

/** What happened, and on demand all that is known of it. */
export function EventWords({ event }: { event: AuditEventView }) {
  return (
    <details className="group">
      <summary className="w-fit list-none rounded-sm marker:content-none">
        <span className="font-medium">{actionInWords(event)}</span>{" "}
        <span className="text-ink-soft text-xs underline decoration-dotted group-open:hidden">details</span>
        <span className="hidden text-ink-soft text-xs underline decoration-dotted group-open:inline">less</span>
      </summary>
      <div className="mt-1 mb-1 grid gap-0.5 border-rule-strong border-l pl-2.5 font-normal text-sm">
        <DetailLines lines={detailLines(event)} />
        <p className="wrap-anywhere text-ink-soft text-xs">
          Event {event.seq}, <code className="font-mono">{event.action}</code>, request{" "}
          <code className="font-mono">{event.request_id}</code>
        </p>
      </div>
    </details>
  );
}
