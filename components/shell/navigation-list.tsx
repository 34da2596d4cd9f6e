"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { places } from "./navigation";

type NavigationListProps = { hrefs: readonly string[]; onNavigate?: () => void };

/** The places one may see, the present one marked at its edge. */
export function NavigationList({ hrefs, onNavigate }: NavigationListProps) {
  const path = usePathname();
  if (hrefs.length === 0) return null;
  return (
    <nav aria-label="Console">
      <ul className="grid gap-0.5">
        {places
          .filter(({ href }) => hrefs.includes(href))
          .map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}
                className="relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-soft hover:bg-well hover:text-ink aria-[current=page]:bg-well aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:before:absolute aria-[current=page]:before:inset-y-1.5 aria-[current=page]:before:left-0 aria-[current=page]:before:w-0.75 aria-[current=page]:before:bg-patina"
              >
                <Icon aria-hidden className="size-4" />
                {label}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
