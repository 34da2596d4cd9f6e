"use client";
import { Alert } from "@/components/ui/alert";
import { useHydrated } from "@/components/ui/use-hydrated";

/** Says before anything is typed that this page was opened at an address that it does not work at. */
export function OwnAddressNotice({ origins }: { origins: readonly string[] }) {
  const hydrated = useHydrated();
  if (!hydrated || origins.includes(window.location.origin)) return null;
  return (
    <Alert wrong>
      This is not Watchword's own address, and it takes no form from here. Open{" "}
      <a href={origins[0]} className="underline">
        {origins[0]}
      </a>
      .
    </Alert>
  );
}
