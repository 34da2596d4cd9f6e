"use client";
import { Ellipsis } from "lucide-react";
import type { Deed } from "@/components/forms/deed";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

type RowMenuProps<Kind extends string> = {
  row: { id: string; name: string };
  deeds: readonly Deed<Kind>[];
  /** @param from the id by which the button is found again when the dialog closes. */
  onOpen: (kind: Kind, from: string) => void;
};

/** What can be done with one row. */
export function RowMenu<Kind extends string>({ row, deeds, onOpen }: RowMenuProps<Kind>) {
  const from = `menu-${row.id}`;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        id={from}
        aria-label={`Actions for ${row.name}`}
        className="inline-grid size-7 place-items-center rounded-md text-ink-soft hover:bg-well hover:text-ink data-[state=open]:bg-well"
      >
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {deeds.map(({ kind, label, icon: Icon, danger, atOnce }) => (
          <DropdownMenuItem key={kind} danger={danger} onSelect={() => onOpen(kind, from)}>
            <Icon aria-hidden />
            {atOnce ? label : `${label}…`}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
