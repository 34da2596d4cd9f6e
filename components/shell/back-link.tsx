import type { Route } from "next";
import Link from "next/link";

/** The way from one thing back to all of its kind. */
export function BackLink({ href, children }: { href: Route; children: string }) {
  return (
    <p className="text-sm">
      <Link href={href} className="text-ink-soft hover:text-ink hover:underline">
        ← {children}
      </Link>
    </p>
  );
}
