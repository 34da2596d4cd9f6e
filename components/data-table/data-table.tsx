"use client";
import { type ColumnDef, type ReactTable, type RowData, type SortingState, useTable } from "@tanstack/react-table";
import { useEffect } from "react";
import { ColumnHeader } from "./column-header";
import { DataTableRow } from "./data-table-row";
import { type Features, features } from "./features";
import { Pagination } from "./pagination";
import { Toolbar } from "./toolbar";
import { useRowKeys } from "./use-row-keys";

export type TableOf<Data extends RowData> = ReactTable<Features, Data>;

type DataTableProps<Data extends RowData> = {
  /** What the table is, for screen readers: "Passcodes". */
  caption: string;
  /** Stable between renders. */
  columns: ColumnDef<Features, Data>[];
  data: Data[];
  rowId: (row: Data) => string;
  sortedBy: SortingState;
  searchLabel: string;
};

const pageSize = 25;

/** A table of any rows: search, sort, pages, and arrow keys between rows. On a narrow screen each row is a card. */
export function DataTable<Data extends RowData>(props: DataTableProps<Data>) {
  const { caption, columns, data, rowId, sortedBy, searchLabel } = props;
  const table = useTable({
    features,
    columns,
    data,
    getRowId: rowId,
    globalFilterFn: "includesString",
    enableSortingRemoval: false,
    autoResetPageIndex: false,
    initialState: { sorting: sortedBy, pagination: { pageIndex: 0, pageSize } },
  });
  const pageLast = Math.max(0, table.getPageCount() - 1);
  const beyond = table.state.pagination.pageIndex > pageLast;
  useEffect(() => {
    // The page's last row may have been deleted.
    if (beyond) table.setPageIndex(pageLast);
  }, [beyond, pageLast, table]);
  const { bodyRef, onKeyDown, onFocus } = useRowKeys();
  const rows = table.getRowModel().rows;
  return (
    <section aria-label={caption} className="grid gap-3">
      <Toolbar table={table} searchLabel={searchLabel} />
      <table className="ledger-head block w-full border-separate border-spacing-0 lg:table">
        <caption className="sr-only">{caption}</caption>
        <thead className="hidden lg:table-header-group">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <ColumnHeader key={header.id} table={table} header={header} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={bodyRef} onKeyDown={onKeyDown} onFocus={onFocus} className="block lg:table-row-group">
          {rows.map((row, index) => (
            <DataTableRow key={row.id} table={table} row={row} tabIndex={index === 0 ? 0 : -1} />
          ))}
          {rows.length === 0 && (
            <tr className="block lg:table-row">
              <td
                colSpan={columns.length}
                className="block border-b px-2 py-10 text-center text-ink-soft lg:table-cell"
              >
                Nothing here has “{table.state.globalFilter}” in it.
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <Pagination table={table} />
    </section>
  );
}
