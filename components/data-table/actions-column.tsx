import { type ColumnDef, createColumnHelper, type RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { Features } from "./features";

/** The last column: what can be done with a row. */
export function actionsColumn<Data extends RowData>(menu: (row: Data) => ReactNode): ColumnDef<Features, Data> {
  return createColumnHelper<Features, Data>().display({
    id: "actions",
    enableHiding: false,
    header: () => <span className="sr-only">Actions</span>,
    meta: { label: "Actions", place: "corner", className: "wide:w-10 wide:text-right" },
    cell: ({ row }) => menu(row.original),
  });
}
