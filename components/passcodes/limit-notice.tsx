import Link from "next/link";
import { BothWays } from "@/components/time/both-ways";
import { Alert } from "@/components/ui/alert";
import type { PasscodeHome } from "./passcode-actions";

/** No place is left: says so, and which passcodes are missed the least. */
export function LimitNotice({ places, leastUsed }: Pick<PasscodeHome, "places" | "leastUsed">) {
  return (
    <Alert wrong>
      <p>
        This account has {places} passcodes, the most there can be. Delete one that is no longer used, then create this
        one. Expired ones do not count.
      </p>
      {leastUsed.length > 0 && (
        <>
          <p className="mt-2 font-medium text-ink">Used the longest ago</p>
          <ul className="mt-1 grid gap-1 text-ink">
            {leastUsed.map(({ id, name, last_used_at }) => (
              <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3">
                <Link href={`/passcodes/${id}`} prefetch={false} className="wrap-anywhere font-medium underline">
                  {name}
                </Link>
                {last_used_at ? <BothWays at={last_used_at} /> : <span className="text-ink-soft">Never used</span>}
              </li>
            ))}
          </ul>
          <p className="mt-2">
            <Link href="/passcodes?sort=last_used_at" className="underline">
              All of them in this order
            </Link>
          </p>
        </>
      )}
    </Alert>
  );
}
