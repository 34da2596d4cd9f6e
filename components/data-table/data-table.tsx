"use client";
import {
  type ColumnDef,
  functionalUpdate,
  type OnChangeFn,
  type ReactTable,
  type RowData,
  type RowSelectionState,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { classNames } from "@/components/ui/class-names";
import { ColumnHeader } from "./column-header";
import { DataTableRow } from "./data-table-row";
import { type Features, features } from "./features";
import { Pagination } from "./pagination";
import { selectColumn } from "./select-column";
import { Toolbar } from "./toolbar";
import { useRowKeys } from "./use-row-keys";
import type { TableAddress } from "./use-table-address";

export type TableOf<Data extends RowData> = ReactTable<Features, Data>;

export type DataTableProps<Data extends RowData> = {
  /** What the table is, for screen readers: "Passcodes". */
  caption: string;
  /** Stable between renders, as is `rowName`. */
  columns: ColumnDef<Features, Data>[];
  /** The rows of this page, and how many there are on all. */
  data: Data[];
  rowCount: number;
  rowId: (row: Data) => string;
  rowName: (row: Data) => string;
  address: TableAddress;
  /** Left out where the rows cannot be searched. */
  searchLabel?: string;
  /** Controls that narrow the rows, beside the search. */
  filters?: ReactNode;
  /** Where the same rows are as CSV, if they are. */
  csvHref?: string;
  /** Which rows are ticked, on this page or another; left out where there is nothing to do with them. */
  selection?: { selected: RowSelectionState; onChange: OnChangeFn<RowSelectionState> };
  /** Instead of rows. */
  empty: ReactNode;
};

/** A table of any rows: search, order, pages, and arrow keys between rows. In a narrow place each row is a card. */
export function DataTable<Data extends RowData>(props: DataTableProps<Data>) {
  const { caption, data, rowName, address, selection, empty } = props;
  const isSelectable = selection !== undefined;
  const columns = useMemo(
    () => (isSelectable ? [selectColumn(rowName), ...props.columns] : props.columns),
    [props.columns, rowName, isSelectable],
  );
  const table = useServerTable(props, columns);
  const { bodyRef, onKeyDown, onFocus } = useRowKeys();
  const rows = table.getRowModel().rows;
  return (
    <section aria-label={caption} className="@container grid gap-3">
      <Toolbar table={table} {...props} />
      <table
        aria-busy={address.isPending}
        className={classNames(
          "ledger-head block w-full border-separate border-spacing-0 transition-opacity wide:table",
          address.isPending && "opacity-60",
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <thead className="hidden wide:table-header-group">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <ColumnHeader key={header.id} table={table} header={header} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={bodyRef} onKeyDown={onKeyDown} onFocus={onFocus} className="block wide:table-row-group">
          {rows.map((row, index) => (
            <DataTableRow key={row.id} {...{ table, row, isSelectable }} tabIndex={index === 0 ? 0 : -1} />
          ))}
          {data.length === 0 && (
            <tr className="block wide:table-row">
              <td
                colSpan={columns.length}
                className="block border-b px-2 py-10 text-center text-ink-soft wide:table-cell"
              >
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <Pagination address={address} rowCount={props.rowCount} />
    </section>
  );
}

/** The table's state is the address's; what is changed in it goes there. */
function useServerTable<Data extends RowData>(props: DataTableProps<Data>, columns: ColumnDef<Features, Data>[]) {
  const { data, rowCount, rowId, selection, address } = props;
  const { view, change } = address;
  const sorting = [{ id: view.sort.replace("-", ""), desc: view.sort.startsWith("-") }];
  return useTable({
    features,
    columns,
    data,
    rowCount,
    getRowId: rowId,
    manualSorting: true,
    manualPagination: true,
    enableSortingRemoval: false,
    state: {
      sorting,
      pagination: { pageIndex: view.page - 1, pageSize: view.size },
      columnVisibility: Object.fromEntries(view.hide.map((column) => [column, false])),
      rowSelection: selection?.selected ?? {},
    },
    onSortingChange: (updater) => {
      const [next] = functionalUpdate(updater, sorting);
      if (next) change(() => ({ sort: `${next.desc ? "-" : ""}${next.id}` }));
    },
    onRowSelectionChange: selection?.onChange,
  });
}
