"use client";
import { Ellipsis } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { deedsFor } from "./deeds";
import type { OpenDialog } from "./passcode-dialogs";

type RowMenuProps = { passcode: PasscodeView; open: (dialog: OpenDialog) => void };

/** What can be done with one passcode. */
export function RowMenu({ passcode, open }: RowMenuProps) {
  // By its id the button is found again when the dialog closes.
  const from = `menu-${passcode.id}`;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        id={from}
        aria-label={`Actions for ${passcode.name}`}
        className="inline-grid size-7 place-items-center rounded-md text-ink-soft hover:bg-well hover:text-ink data-[state=open]:bg-well"
      >
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {deedsFor(passcode).map(({ kind, label, icon: Icon, danger }) => (
          <DropdownMenuItem key={kind} danger={danger} onSelect={() => open({ kind, passcode, from })}>
            <Icon aria-hidden />
            {label}…
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
