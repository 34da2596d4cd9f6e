"use client";
import { X } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableView } from "@/components/data-table/table-view";
import { type TableAddress, useTableAddress } from "@/components/data-table/use-table-address";
import { DayField } from "@/components/forms/day-field";
import { NowProvider } from "@/components/time/now";
import { Button } from "@/components/ui/button";
import type { AuditEventView } from "@/lib/core/audit/list-audit-events";
import { ActionSelect } from "./action-select";
import { auditColumns } from "./audit-columns";
import { auditShape } from "./audit-view";
import { actionInWords } from "./audit-words";

type AuditPanelProps = { data: AuditEventView[]; matchingCount: number; view: TableView; now: string };

const idOf = ({ seq }: AuditEventView) => String(seq);

/** The events that the address asks for, the newest first. */
export function AuditPanel({ data, matchingCount, view, now }: AuditPanelProps) {
  const address = useTableAddress(view, auditShape);
  return (
    <NowProvider now={now}>
      <DataTable
        caption="Audit log"
        columns={auditColumns}
        {...{ data, address }}
        rowCount={matchingCount}
        rowId={idOf}
        rowName={actionInWords}
        searchLabel="Search by actor"
        csvHref={`/audit.csv${address.search}`}
        filters={<AuditFilters address={address} targetName={data[0]?.target?.name} />}
        empty={
          <span className="inline-grid justify-items-center gap-3">
            No event fits.
            <Button onClick={address.showAll}>Show all</Button>
          </span>
        }
      />
    </NowProvider>
  );
}

function AuditFilters({ address, targetName }: { address: TableAddress; targetName: string | undefined }) {
  const { action = "", from = "", to = "", target = "" } = address.view.filters;
  return (
    <>
      <ActionSelect value={action} onChange={(chosen) => address.narrow({ action: chosen })} />
      <div className="flex flex-wrap gap-2">
        <DayField label="From" value={from} edge="start" onChange={(instant) => address.narrow({ from: instant })} />
        <DayField label="To" value={to} edge="end" onChange={(instant) => address.narrow({ to: instant })} />
      </div>
      {target && (
        <Button onClick={() => address.narrow({ target: "" })} aria-label="Show the events of all targets">
          Only {targetName ? `“${targetName}”` : "one target"}
          <X aria-hidden />
        </Button>
      )}
    </>
  );
}
