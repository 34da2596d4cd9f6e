import type { Header, RowData } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { useOff } from "@/components/ui/use-hydrated";
import type { TableOf } from "./data-table";
import type { Features } from "./features";

const spoken = { asc: "ascending", desc: "descending" } as const;

type ColumnHeaderProps<Data extends RowData> = { table: TableOf<Data>; header: Header<Features, Data> };

/** A column's name; where it can be sorted by, a button. */
export function ColumnHeader<Data extends RowData>({ table, header }: ColumnHeaderProps<Data>) {
  const { column } = header;
  const sorted = table.state.sorting.find(({ id }) => id === column.id);
  const direction = sorted && (sorted.desc ? "desc" : "asc");
  const Arrow = direction === "desc" ? ArrowDown : ArrowUp;
  const off = useOff();
  const name = <table.FlexRender header={header} />;
  return (
    <th
      scope="col"
      aria-sort={direction && spoken[direction]}
      className="whitespace-nowrap border-rule-strong border-b px-2 pt-2.5 pb-1.5 text-left font-medium text-ink-soft text-xs first:pl-3"
    >
      {column.getCanSort() ? (
        <button
          type="button"
          disabled={off}
          onClick={() => column.toggleSorting()}
          className={classNames(
            "group inline-flex items-center gap-1 rounded-sm hover:text-ink",
            direction && "text-ink",
          )}
        >
          {name}
          <Arrow
            aria-hidden
            className={classNames(
              "size-3",
              !direction && "opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50",
            )}
          />
        </button>
      ) : (
        name
      )}
    </th>
  );
}
