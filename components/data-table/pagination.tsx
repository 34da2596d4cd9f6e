import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { pageSizes } from "./table-view";
import type { TableAddress } from "./use-table-address";

/** Which rows of how many are shown, and the way to the others. */
export function Pagination({ address, rowCount }: { address: TableAddress; rowCount: number }) {
  const { page, size } = address.view;
  const pageCount = Math.max(1, Math.ceil(rowCount / size));
  const goTo = (next: number) => address.change(() => ({ page: next }));
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-ink-soft text-sm">
      <p role="status">
        {rowCount === 0 ? "None" : `${(page - 1) * size + 1}–${Math.min(rowCount, page * size)} of ${rowCount}`}
      </p>
      {pageCount > 1 && (
        <nav aria-label="Pages" className="flex items-center gap-1">
          <Button
            look="ghost"
            size="icon"
            aria-label="Previous page"
            disabled={page <= 1}
            onClick={() => goTo(page - 1)}
          >
            <ChevronLeft />
          </Button>
          <span>
            Page {page} of {pageCount}
          </span>
          <Button
            look="ghost"
            size="icon"
            aria-label="Next page"
            disabled={page >= pageCount}
            onClick={() => goTo(page + 1)}
          >
            <ChevronRight />
          </Button>
        </nav>
      )}
      {rowCount > pageSizes[0] && (
        <Select
          aria-label="Rows on a page"
          value={size}
          onChange={(event) => address.change(() => ({ size: Number(event.target.value) }))}
        >
          {pageSizes.map((option) => (
            <option key={option} value={option}>{`${option} a page`}</option>
          ))}
        </Select>
      )}
    </div>
  );
}
