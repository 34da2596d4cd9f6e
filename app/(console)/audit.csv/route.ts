import type { NextRequest } from "next/server";
import { auditShape, toAuditInput } from "@/components/audit/audit-view";
import { readTableView } from "@/components/data-table/table-view";
import { type AuditEventView, listAuditEvents } from "@/lib/core/audit/list-audit-events";
import { answerCsv, type CsvColumn } from "@/lib/web/answer-csv";

const columns: CsvColumn<AuditEventView>[] = [
  ["event", "Event", ({ seq }) => String(seq)],
  ["time", "Time", ({ at }) => at],
  ["actor_type", "Actor type", ({ actor }) => actor.type],
  ["actor", "Actor", ({ actor }) => actor.name],
  ["actor_id", "Actor id", ({ actor }) => actor.id ?? ""],
  ["action", "Action", ({ action }) => action],
  ["target_type", "Target type", ({ target }) => target?.type ?? ""],
  ["target", "Target", ({ target }) => target?.name ?? ""],
  ["target_id", "Target id", ({ target }) => target?.id ?? ""],
  ["result", "Result", ({ result }) => result],
  ["address", "Address", ({ address }) => address ?? ""],
  ["request_id", "Request id", ({ request_id }) => request_id],
  ["detail", "Detail", ({ detail }) => JSON.stringify(detail)],
];

/** The events that the log's address asks for, all pages of them, every column. Instants are RFC 3339 in UTC. */
export function GET(request: NextRequest): Promise<Response> {
  const view = readTableView(Object.fromEntries(request.nextUrl.searchParams), auditShape);
  return answerCsv({
    noun: "audit",
    columns,
    list: (caller, page) => listAuditEvents(caller, { ...toAuditInput(view), ...page }),
  });
}
