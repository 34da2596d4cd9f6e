"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { settingsPlaces } from "./settings-places";

/** The settings' pages that may be seen; one alone needs no choice. */
export function SettingsNavigation({ hrefs }: { hrefs: readonly string[] }) {
  const path = usePathname();
  if (hrefs.length < 2) return null;
  return (
    <nav aria-label="Settings" className="mb-2 border-b">
      <ul className="flex flex-wrap gap-x-5">
        {settingsPlaces
          .filter(({ href }) => hrefs.includes(href))
          .map(({ href, label }) => (
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
