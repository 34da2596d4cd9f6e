import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Mark } from "./mark";

type EmptyPlaceProps = { heading: string; lead: ReactNode; className?: string; children: ReactNode };

/** Where nothing is yet: what would be, and how to begin. */
export function EmptyPlace({ heading, lead, className, children }: EmptyPlaceProps) {
  return (
    <section className={classNames("grid justify-items-center gap-4 px-4 pt-14 pb-16 text-center", className)}>
      <Mark className="size-10" />
      <div className="grid max-w-md gap-1.5">
        <h2 className="font-semibold text-lg">{heading}</h2>
        <p className="text-balance text-ink-soft">{lead}</p>
      </div>
      {children}
    </section>
  );
}
