import type { Row, RowData } from "@tanstack/react-table";
import { classNames } from "@/components/ui/class-names";
import type { TableOf } from "./data-table";
import type { Features } from "./features";

type DataTableRowProps<Data extends RowData> = { table: TableOf<Data>; row: Row<Features, Data>; tabIndex: 0 | -1 };

const places = {
  head: "col-span-2 pr-10 font-medium text-lg lg:pr-2 lg:text-sm",
  corner: "absolute top-2 right-0 lg:static",
  tag: "",
  line: "col-span-2 flex items-baseline gap-3 before:w-20 before:shrink-0 before:text-ink-soft before:content-[attr(data-label)] sm:col-span-1 lg:before:content-none",
};

/** A row: cells side by side, or a card of lines where there is no room. Focused by the arrow keys. */
export function DataTableRow<Data extends RowData>({ table, row, tabIndex }: DataTableRowProps<Data>) {
  return (
    <tr
      tabIndex={tabIndex}
      data-row
      className="relative grid grid-cols-2 items-baseline gap-x-4 gap-y-1 border-b py-3 hover:bg-sheet focus-visible:bg-sheet focus-visible:-outline-offset-2 lg:static lg:table-row lg:py-0"
    >
      {row.getAllCells().map((cell) => {
        const meta = cell.column.columnDef.meta;
        return (
          <td
            key={cell.id}
            data-label={meta?.label}
            className={classNames(
              "min-w-0 text-sm lg:table-cell lg:align-middle lg:h-10 lg:border-b lg:px-2 lg:py-1 lg:first:pl-3",
              places[meta?.place ?? "line"],
              meta?.className,
            )}
          >
            <table.FlexRender cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}
