import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { PageHead } from "./page-head";

type NothingHereProps = {
  /** "There is no such passcode". */
  heading: string;
  /** What may have become of it. */
  children: string;
  href: Route;
  /** "Go to the passcodes". */
  label: string;
};

/** A page's address that leads to nothing, and where to go on. */
export function NothingHere({ heading, children, href, label }: NothingHereProps) {
  return (
    <>
      <PageHead heading={heading} />
      <p className="mb-4 text-ink-soft">{children}</p>
      <Button asChild look="primary">
        <Link href={href}>{label}</Link>
      </Button>
    </>
  );
}
