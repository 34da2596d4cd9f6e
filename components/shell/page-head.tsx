import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type PageHeadProps = {
  heading: ReactNode;
  /** It stays in sight while the page is scrolled. */
  stays?: boolean;
  children?: ReactNode;
};

/** A page's head, ruled like a ledger's. `children` stand at its right: counts and the main action. */
export function PageHead({ heading, stays = false, children }: PageHeadProps) {
  return (
    <header
      className={classNames(
        "mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2",
        stays && "sticky top-12 z-20 bg-paper md:top-0",
      )}
    >
      <h1 className="wrap-anywhere font-semibold text-xl">{heading}</h1>
      {children}
    </header>
  );
}
