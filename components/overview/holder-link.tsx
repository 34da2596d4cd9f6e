import type { Route } from "next";
import Link from "next/link";

type HolderLinkProps = { held: { kind: "account" | "user"; id: string; name: string; email: string | null } };

/** A passcode by its name, as a link to its page; a user's by his name, as a link to him among the users. */
export function HolderLink({ held: { kind, id, name, email } }: HolderLinkProps) {
  const href = kind === "account" ? `/passcodes/${id}` : `/users?q=${encodeURIComponent(email ?? name)}`;
  return (
    <span className="wrap-anywhere">
      <Link href={href as Route} prefetch={false} className="font-medium hover:underline">
        {name}
      </Link>{" "}
      <span className="text-ink-soft text-xs">{email ?? "account passcode"}</span>
    </span>
  );
}
