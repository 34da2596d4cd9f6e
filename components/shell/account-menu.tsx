"use client";
import { ChevronsUpDown, Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { failureMessage } from "@/components/forms/failure-message";
import { type Command, useCommand } from "@/components/forms/use-command";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { OwnAccount } from "@/lib/core/account/list-own-accounts";
import { AddAccountDialog } from "./add-account-dialog";

/** The accounts one may go to, and the way to make one more; null where one may not. */
export type Switching = {
  accounts: readonly OwnAccount[];
  switchTo: Command<null>;
  add: Command<{ account_id: string }> | null;
};

/** A whole new page: nothing of the other account stays in the router's memory. */
const leaveForNewPage = () => window.location.assign("/");

type AccountMenuProps = { account: { id: string; name: string }; switching: Switching };

/** Goes on in another account, under the same sign-in. */
export function AccountMenu({ account, switching: { accounts, switchTo, add } }: AccountMenuProps) {
  const [isAdding, setAdding] = useState(false);
  const { run, isPending } = useCommand(switchTo);
  const go = (id: string) => {
    if (id === account.id) return;
    run({ account: id }, { done: leaveForNewPage, refused: (failure) => toast.error(failureMessage(failure)) });
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-busy={isPending}
          className="-mx-1.5 flex min-w-0 items-center gap-1 rounded-md px-1.5 py-0.5 text-left hover:bg-well data-[state=open]:bg-well"
        >
          <span className="min-w-0 flex-1 truncate font-medium" title={account.name}>
            {isPending ? "Switching…" : account.name}
          </span>
          <span className="sr-only">Switch account</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-soft" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-h-80 w-60 overflow-y-auto">
          <DropdownMenuLabel>Your accounts</DropdownMenuLabel>
          <DropdownMenuRadioGroup value={account.id} onValueChange={go}>
            {accounts.map(({ id, name }) => (
              <DropdownMenuRadioItem key={id} value={id}>
                <span className="grid min-w-0">
                  <span className="truncate">{name}</span>
                  <code className="font-mono text-ink-soft text-xs">{id}</code>
                </span>
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
          {add && <DropdownMenuSeparator />}
          {add && (
            <DropdownMenuItem onSelect={() => setAdding(true)}>
              <Plus aria-hidden />
              New account…
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {isAdding && add && (
        <AddAccountDialog {...{ add, switchTo }} onReady={leaveForNewPage} onClose={() => setAdding(false)} />
      )}
    </>
  );
}
