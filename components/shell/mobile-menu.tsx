"use client";
import { Menu, X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { AccountPlate } from "./account-plate";
import { NavigationList } from "./navigation-list";
import type { ShellProps } from "./shell";
import { UserMenu } from "./user-menu";

/** The side wall as a drawer. */
export function MobileMenu({ account, switching, user, role, hrefs, signOut }: ShellProps) {
  const [open, setOpen] = useState(false);
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      <Primitive.Trigger asChild>
        <Button look="ghost" size="icon" aria-label="Open the menu">
          <Menu />
        </Button>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Primitive.Content
          aria-describedby={undefined}
          className="data-[state=open]:slide-in-from-right fixed inset-y-0 right-0 z-50 grid w-72 max-w-[85vw] grid-rows-[auto_1fr_auto] border-rule-strong border-l bg-paper duration-150 data-[state=open]:animate-in"
        >
          <div className="flex h-12 items-center justify-between border-b px-4">
            <Primitive.Title className="font-semibold">Menu</Primitive.Title>
            <Primitive.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close the menu">
                <X />
              </Button>
            </Primitive.Close>
          </div>
          <div className="grid content-start gap-4 p-2 pt-4">
            <AccountPlate account={account} switching={switching} />
            <NavigationList hrefs={hrefs} onNavigate={() => setOpen(false)} />
          </div>
          <div className="border-t p-2">
            <UserMenu user={user} role={role} signOut={signOut} />
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
