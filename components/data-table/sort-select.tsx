"use client";
import type { RowData } from "@tanstack/react-table";
import { Select } from "@/components/ui/select";
import type { TableOf } from "./data-table";
import type { TableAddress } from "./use-table-address";

type SortSelectProps<Data extends RowData> = { table: TableOf<Data>; address: TableAddress };

/** The order, where there is no room for heads of columns. */
export function SortSelect<Data extends RowData>({ table, address: { view, change } }: SortSelectProps<Data>) {
  const columns = table.getAllLeafColumns().filter((column) => column.getCanSort());
  if (columns.length === 0) return null;
  return (
    <div className="wide:hidden">
      <Select aria-label="Order" value={view.sort} onChange={(event) => change(() => ({ sort: event.target.value }))}>
        {columns.flatMap(({ id, columnDef }) => [
          <option key={id} value={id}>{`${columnDef.meta?.label} ↑`}</option>,
          <option key={`-${id}`} value={`-${id}`}>{`${columnDef.meta?.label} ↓`}</option>,
        ])}
      </Select>
    </div>
  );
}
