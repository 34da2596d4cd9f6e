"use client";
import type { RowData } from "@tanstack/react-table";
import { Columns3 } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { TableOf } from "./data-table";
import type { TableAddress } from "./use-table-address";

type ColumnsMenuProps<Data extends RowData> = { table: TableOf<Data>; address: TableAddress };

/** Which columns are shown. It stays open while they are chosen. */
export function ColumnsMenu<Data extends RowData>({ table, address: { change } }: ColumnsMenuProps<Data>) {
  const toggle = (id: string, isShown: boolean) => {
    change(({ hide, page }) => {
      const others = hide.filter((column) => column !== id);
      return { hide: isShown ? others : [...others, id], page };
    }, "replace");
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Columns3 aria-hidden />
          Columns
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {table
          .getAllLeafColumns()
          .filter((column) => column.getCanHide())
          .map((column) => (
            <DropdownMenuCheckboxItem
              key={column.id}
              checked={column.getIsVisible()}
              onCheckedChange={(shown) => toggle(column.id, shown)}
              onSelect={(event) => event.preventDefault()}
            >
              {column.columnDef.meta?.label}
            </DropdownMenuCheckboxItem>
          ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
