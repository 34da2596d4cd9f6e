import { type ColumnDef, createColumnHelper, type RowData } from "@tanstack/react-table";
import { Checkbox } from "@/components/ui/checkbox";
import type { Features } from "./features";

/** The column of boxes to tick; its head ticks the page. @param rowName what a row is called aloud. */
export function selectColumn<Data extends RowData>(rowName: (row: Data) => string): ColumnDef<Features, Data> {
  return createColumnHelper<Features, Data>().display({
    id: "select",
    enableHiding: false,
    meta: { label: "Select", place: "lead", className: "wide:w-9 wide:pr-0" },
    header: ({ table }) => (
      <Checkbox
        aria-label="Select all on this page"
        checked={table.getIsAllPageRowsSelected() || (table.getIsSomePageRowsSelected() && "indeterminate")}
        onCheckedChange={(ticked) => table.toggleAllPageRowsSelected(ticked === true)}
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        aria-label={`Select ${rowName(row.original)}`}
        checked={row.getIsSelected()}
        onCheckedChange={(ticked) => row.toggleSelected(ticked === true)}
      />
    ),
  });
}
