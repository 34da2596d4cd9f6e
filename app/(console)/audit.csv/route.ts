import type { NextRequest } from "next/server";
import { auditShape, toAuditInput } from "@/components/audit/audit-view";
import { readTableView } from "@/components/data-table/table-view";
import { type AuditEventView, listAuditEvents } from "@/lib/core/audit/list-audit-events";
import { answerCsv } from "@/lib/web/answer-csv";

const columns: [head: string, cell: (event: AuditEventView) => string][] = [
  ["Event", ({ seq }) => String(seq)],
  ["Time", ({ at }) => at],
  ["Actor type", ({ actor }) => actor.type],
  ["Actor", ({ actor }) => actor.name],
  ["Actor id", ({ actor }) => actor.id ?? ""],
  ["Action", ({ action }) => action],
  ["Target type", ({ target }) => target?.type ?? ""],
  ["Target", ({ target }) => target?.name ?? ""],
  ["Target id", ({ target }) => target?.id ?? ""],
  ["Result", ({ result }) => result],
  ["Address", ({ address }) => address ?? ""],
  ["Request id", ({ request_id }) => request_id],
  ["Detail", ({ detail }) => JSON.stringify(detail)],
];

/** The events that the log's address asks for, all pages of them, every column. Instants are RFC 3339 in UTC. */
export function GET(request: NextRequest): Promise<Response> {
  const view = readTableView(Object.fromEntries(request.nextUrl.searchParams), auditShape);
  const list = { noun: "audit", columns };
  return answerCsv({ ...list, list: (caller, page) => listAuditEvents(caller, { ...toAuditInput(view), ...page }) });
}
