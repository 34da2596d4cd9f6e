import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "@/components/brand/wordmark";
import type { ActionResult } from "@/lib/core/action-result";
import type { Role } from "@/lib/core/permissions";
import type { Switching } from "./account-menu";
import { AccountPlate } from "./account-plate";
import { MobileMenu } from "./mobile-menu";
import { NavigationList } from "./navigation-list";
import { UserMenu } from "./user-menu";

export type ShellProps = {
  account: { id: string; name: string };
  switching: Switching;
  user: { name: string; email: string };
  role: Role;
  /** The places that may be seen. */
  hrefs: readonly string[];
  signOut: () => Promise<ActionResult<null>>;
};

/** Side wall with the places, a gate to the page. On a narrow screen the wall is a drawer. */
export function Shell({ children, ...props }: ShellProps & { children: ReactNode }) {
  const { account, switching, user, role, hrefs, signOut } = props;
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-sheet focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-30 flex h-12 items-center justify-between gap-2 border-b bg-paper px-4 md:hidden">
        <Link href="/" aria-label="Watchword, home">
          <Wordmark />
        </Link>
        <MobileMenu {...props} />
      </header>
      <aside className="sticky top-0 hidden h-dvh grid-rows-[auto_auto_1fr_auto] border-r md:grid">
        <div className="px-4 pt-4 pb-3">
          <Link href="/" aria-label="Watchword, home" className="inline-block rounded-sm">
            <Wordmark />
          </Link>
        </div>
        <div className="battlement mx-4 text-rule-strong" aria-hidden />
        <div className="grid content-start gap-4 px-2 py-4">
          <AccountPlate account={account} switching={switching} />
          <NavigationList hrefs={hrefs} />
        </div>
        <div className="border-t p-2">
          <UserMenu user={user} role={role} signOut={signOut} />
        </div>
      </aside>
      <main id="content" className="mx-auto w-full max-w-7xl px-4 pt-3 pb-16 md:px-6 md:pt-5">
        {children}
      </main>
    </div>
  );
}
