import type { RowData } from "@tanstack/react-table";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { TableOf } from "./data-table";

/** Which rows of how many are shown, and the way to the others. */
export function Pagination<Data extends RowData>({ table }: { table: TableOf<Data> }) {
  const { pageIndex, pageSize } = table.state.pagination;
  const total = table.getFilteredRowModel().rows.length;
  const from = total === 0 ? 0 : pageIndex * pageSize + 1;
  return (
    <div className="flex items-center justify-between gap-2 text-ink-soft text-sm">
      <p role="status">
        {from}–{Math.min(total, (pageIndex + 1) * pageSize)} of {total}
      </p>
      {table.getPageCount() > 1 && (
        <nav aria-label="Pages" className="flex items-center gap-1">
          <Button
            look="ghost"
            size="icon"
            aria-label="Previous page"
            disabled={!table.getCanPreviousPage()}
            onClick={() => table.previousPage()}
          >
            <ChevronLeft />
          </Button>
          <span>
            Page {pageIndex + 1} of {table.getPageCount()}
          </span>
          <Button
            look="ghost"
            size="icon"
            aria-label="Next page"
            disabled={!table.getCanNextPage()}
            onClick={() => table.nextPage()}
          >
            <ChevronRight />
          </Button>
        </nav>
      )}
    </div>
  );
}
