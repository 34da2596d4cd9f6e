"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Action } from "@/lib/core/permissions";

/** One of the pages of a section. Who may not do what it `needs` does not see it. */
export type SectionPlace = { href: Route; label: string; needs: Action };

type SectionNavigationProps = { label: string; places: readonly Pick<SectionPlace, "href" | "label">[] };

/** The way between the pages of a section that may be seen; one alone needs no choice. */
export function SectionNavigation({ label, places }: SectionNavigationProps) {
  const path = usePathname();
  if (places.length < 2) return null;
  return (
    <nav aria-label={label} className="mb-2 border-b">
      <ul className="flex flex-wrap gap-x-3 sm:gap-x-5">
        {places.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? "page" : undefined}
              className="-mb-px block border-transparent border-b-2 py-1.5 text-ink-soft text-sm hover:text-ink aria-[current=page]:border-patina aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
