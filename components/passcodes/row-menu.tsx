"use client";
import { Ellipsis, Trash2 } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

type RowMenuProps = { passcode: PasscodeView; onDelete: (passcode: PasscodeView) => void };

/** The id by which a row's button is found again when its dialog closes. */
export const rowMenuId = (passcodeId: string) => `menu-${passcodeId}`;

/** What can be done with one passcode. */
export function RowMenu({ passcode, onDelete }: RowMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        id={rowMenuId(passcode.id)}
        aria-label={`Actions for ${passcode.name}`}
        className="inline-grid size-7 place-items-center rounded-md text-ink-soft hover:bg-well hover:text-ink data-[state=open]:bg-well"
      >
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem danger onSelect={() => onDelete(passcode)}>
          <Trash2 aria-hidden />
          Delete…
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
