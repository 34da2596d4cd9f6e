"use client";
import type { RowData } from "@tanstack/react-table";
import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ColumnsMenu } from "./columns-menu";
import type { DataTableProps, TableOf } from "./data-table";
import { SearchField } from "./search-field";
import { SortSelect } from "./sort-select";

type ToolbarProps<Data extends RowData> = { table: TableOf<Data> } & Pick<
  DataTableProps<Data>,
  "address" | "searchLabel" | "filters" | "csvHref"
>;

/** What is looked for, in which order and columns, and the same as a file. */
export function Toolbar<Data extends RowData>({ table, address, searchLabel, filters, csvHref }: ToolbarProps<Data>) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {searchLabel && (
        <SearchField
          label={searchLabel}
          value={address.view.q}
          onSearch={(q) => address.change(() => ({ q }), "replace")}
        />
      )}
      {filters}
      <SortSelect table={table} address={address} />
      <div className="flex grow justify-end gap-2">
        <ColumnsMenu table={table} address={address} />
        {csvHref && (
          <Button asChild>
            <a href={csvHref} download aria-label="Download as CSV">
              <Download aria-hidden />
              CSV
            </a>
          </Button>
        )}
      </div>
    </div>
  );
}
