"use client";
import { ChevronsUpDown, LogOut } from "lucide-react";
import { useTheme } from "next-themes";
import { useTransition } from "react";
import { toast } from "sonner";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { setShortcutsOn, useShortcutsOn } from "@/components/ui/use-shortcut";
import type { ShellProps } from "./shell";

const themes = { light: "Light", dark: "Dark", system: "As the system" };

/** Who is signed in, how it looks, and the way out. */
export function UserMenu({ user, role, signOut }: Pick<ShellProps, "user" | "role" | "signOut">) {
  const { theme, setTheme } = useTheme();
  const shortcutsOn = useShortcutsOn();
  const [pending, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      const result = await signOut().catch(() => null);
      if (result?.ok || result?.code === "credential_required") {
        // A whole new page: nothing that was signed in stays in the router's memory.
        window.location.assign("/sign-in");
      } else toast.error(result?.message ?? "You are still signed in: Watchword cannot be reached.");
    });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-busy={pending}
        className="flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left hover:bg-well data-[state=open]:bg-well"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-sm">{user.name}</span>
          <span className="block truncate text-ink-soft text-xs">{pending ? "Signing out…" : role}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 text-ink-soft" />
        <span className="sr-only">Your menu</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-56">
        <DropdownMenuLabel className="break-words">{user.email}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Look</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
          {Object.entries(themes).map(([value, label]) => (
            <DropdownMenuRadioItem key={value} value={value}>
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuCheckboxItem checked={shortcutsOn} onCheckedChange={setShortcutsOn}>
          Single-key shortcuts
        </DropdownMenuCheckboxItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={leave}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
