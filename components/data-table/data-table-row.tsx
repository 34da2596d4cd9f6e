import type { Row, RowData } from "@tanstack/react-table";
import { classNames } from "@/components/ui/class-names";
import type { TableOf } from "./data-table";
import type { Features } from "./features";

type DataTableRowProps<Data extends RowData> = {
  table: TableOf<Data>;
  row: Row<Features, Data>;
  tabIndex: 0 | -1;
  isSelectable: boolean;
};

const places = {
  lead: "absolute top-4 left-1 wide:static",
  head: "col-span-2 pr-10 font-medium text-lg wide:pr-2 wide:text-sm",
  corner: "absolute top-2 right-0 wide:static",
  tag: "",
  line: "col-span-2 flex items-baseline gap-3 before:w-20 before:shrink-0 before:text-ink-soft before:content-[attr(data-label)] @md:col-span-1 wide:before:content-none",
};

/** A row: cells side by side, or a card of lines where there is no room. Focused by the arrow keys, ticked by Space. */
export function DataTableRow<Data extends RowData>({ table, row, tabIndex, isSelectable }: DataTableRowProps<Data>) {
  return (
    <tr
      tabIndex={tabIndex}
      data-row
      data-selected={row.getIsSelected() || undefined}
      className={classNames(
        "relative grid grid-cols-2 items-baseline gap-x-4 gap-y-1 border-b py-3 hover:bg-sheet focus-visible:bg-sheet focus-visible:-outline-offset-2 data-selected:bg-patina-wash/60 wide:static wide:table-row wide:py-0",
        isSelectable && "pl-8 wide:pl-0",
      )}
    >
      {row.getVisibleCells().map((cell) => {
        const meta = cell.column.columnDef.meta;
        return (
          <td
            key={cell.id}
            data-label={meta?.label}
            className={classNames(
              "min-w-0 text-sm wide:table-cell wide:h-10 wide:border-b wide:px-2 wide:py-1 wide:align-middle wide:first:pl-3",
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
