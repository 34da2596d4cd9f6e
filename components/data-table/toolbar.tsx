"use client";
import type { RowData } from "@tanstack/react-table";
import { Search } from "lucide-react";
import { useCallback, useRef } from "react";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { TableOf } from "./data-table";

type ToolbarProps<Data extends RowData> = { table: TableOf<Data>; searchLabel: string };

/** The search, which `/` goes to and Esc empties. */
export function Toolbar<Data extends RowData>({ table, searchLabel }: ToolbarProps<Data>) {
  const ref = useRef<HTMLInputElement>(null);
  useShortcut(
    "/",
    useCallback(() => ref.current?.focus(), []),
  );
  const search = (text: string) => {
    table.setGlobalFilter(text);
    table.setPageIndex(0);
  };
  return (
    <div className="flex items-center justify-between gap-2">
      <div className="relative min-w-0 flex-1 sm:max-w-72">
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-ink-soft" />
        <Input
          ref={ref}
          type="search"
          aria-label={searchLabel}
          placeholder={searchLabel}
          autoComplete="off"
          spellCheck={false}
          value={table.state.globalFilter ?? ""}
          onChange={(event) => search(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && search("")}
          className="h-8 px-8 text-sm [&::-webkit-search-cancel-button]:hidden"
        />
        <span aria-hidden className="absolute inset-y-0 right-2 hidden items-center text-ink-soft md:flex">
          <Kbd>/</Kbd>
        </span>
      </div>
    </div>
  );
}
