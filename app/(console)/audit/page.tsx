import type { Metadata } from "next";
import { AuditPanel } from "@/components/audit/audit-panel";
import { auditShape, toAuditInput } from "@/components/audit/audit-view";
import { readTablePage } from "@/components/data-table/read-table-page";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { PageHead } from "@/components/shell/page-head";
import { Alert } from "@/components/ui/alert";
import { listAuditEvents } from "@/lib/core/audit/list-audit-events";
import type { Caller } from "@/lib/core/context";
import { may } from "@/lib/core/permissions";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const session = await requireSession("/audit");
  const isAllowed = may(session.actor, "audit.list");
  return (
    <>
      <PageHead heading="Audit log" />
      {isAllowed ? (
        <Events caller={await callerOf(session)} params={params} />
      ) : (
        <Alert>Your role does not show the audit log. Ask an administrator if you need it.</Alert>
      )}
    </>
  );
}

async function Events({ caller, params }: { caller: Caller; params: SearchParams }) {
  const asked = readTableView(params, auditShape);
  const shown = await readTablePage(asked, (page) => listAuditEvents(caller, { ...toAuditInput(asked), ...page }));
  return <AuditPanel {...shown} now={new Date().toISOString()} />;
}
