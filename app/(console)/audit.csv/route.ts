import type { NextRequest } from "next/server";
import { auditShape, toAuditInput } from "@/components/audit/audit-view";
import { readTableView } from "@/components/data-table/table-view";
import { type AuditEventView, listAuditEvents } from "@/lib/core/audit/list-audit-events";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { answerRefusal } from "@/lib/web/answer-refusal";
import { callerOf } from "@/lib/web/caller";
import { csvResponse } from "@/lib/web/csv";
import { currentSession } from "@/lib/web/session";

const pageSize = 100;
const parties = ["Actor type", "Actor", "Actor id", "Action", "Target type", "Target", "Target id"];
const head = ["Event", "Time", ...parties, "Result", "Address", "Request id", "Detail"];

/** The events that the log's address asks for, all pages of them, every column. Instants are RFC 3339 in UTC. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) throw new AppError("credential_required", "Sign in first.");
    const view = readTableView(Object.fromEntries(request.nextUrl.searchParams), auditShape);
    const pages = readPages(await callerOf(session), toAuditInput(view));
    return await csvResponse(`audit-${session.account.id}.csv`, head, pages);
  } catch (error) {
    return answerRefusal(error);
  }
}

async function* readPages(caller: Caller, input: ReturnType<typeof toAuditInput>) {
  let cursor: string | undefined;
  do {
    const { data, next_cursor } = await listAuditEvents(caller, { ...input, limit: pageSize, cursor });
    yield data.map(cells);
    cursor = next_cursor ?? undefined;
  } while (cursor);
}

const cells = ({ seq, at, actor, action, target, result, address, request_id, detail }: AuditEventView) => [
  ...[String(seq), at, actor.type, actor.name, actor.id ?? "", action],
  ...[target?.type ?? "", target?.name ?? "", target?.id ?? ""],
  ...[result, address ?? "", request_id, JSON.stringify(detail)],
];
