"use client";
import { useMemo } from "react";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { FilterSelect } from "@/components/data-table/filter-select";
import type { TableView } from "@/components/data-table/table-view";
import { useTableAddress } from "@/components/data-table/use-table-address";
import { Button } from "@/components/ui/button";
import { type PasscodeView, passcodeStatuses } from "@/lib/core/passcode/passcode-view";
import { passcodeColumns } from "./passcode-columns";
import type { OpenDialog } from "./passcode-dialogs";
import { passcodesShape } from "./passcodes-view";
import { statusWord } from "./status-mark";

type PasscodesTableProps = Pick<DataTableProps<PasscodeView>, "data" | "selection"> & {
  matchingCount: number;
  view: TableView;
  /** Null where the reader may change nothing. */
  open: ((dialog: OpenDialog) => void) | null;
};

const statusOptions = passcodeStatuses.map((status) => [status, statusWord(status)] as const);
const nameOf = ({ name }: PasscodeView) => name;
const idOf = ({ id }: PasscodeView) => id;

/** The passcodes that the address asks for. */
export function PasscodesTable({ data, selection, matchingCount, view, open }: PasscodesTableProps) {
  const address = useTableAddress(view, passcodesShape);
  const columns = useMemo(() => passcodeColumns(open), [open]);
  return (
    <DataTable
      caption="Passcodes"
      {...{ columns, data, address, selection }}
      rowCount={matchingCount}
      rowId={idOf}
      rowName={nameOf}
      searchLabel="Search passcodes"
      csvHref={`/passcodes.csv${address.search}`}
      filters={
        <FilterSelect
          label="Status"
          options={statusOptions}
          value={address.view.filters.status}
          onChange={(status) => address.narrow({ status })}
        />
      }
      empty={
        <span className="inline-grid justify-items-center gap-3">
          {view.q ? `No passcode here has “${view.q}” in it.` : "No passcode has this status."}
          <Button onClick={address.showAll}>Show all</Button>
        </span>
      }
    />
  );
}
