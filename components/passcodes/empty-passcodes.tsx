import { Mark } from "@/components/brand/mark";
import { Button } from "@/components/ui/button";

/** Before the first passcode: what one is, and how to begin. @param onCreate null where the reader may not. */
export function EmptyPasscodes({ onCreate }: { onCreate: (() => void) | null }) {
  return (
    <section className="ledger-head grid justify-items-center gap-4 border-b px-4 pt-14 pb-16 text-center">
      <Mark className="size-10" />
      <div className="grid max-w-md gap-1.5">
        <h2 className="font-semibold text-lg">No passcode has been given out yet</h2>
        <p className="text-balance text-ink-soft">
          Give each partner one of their own, with an end to it. They send it with every call to your API; delete it,
          and their next call is refused.
        </p>
      </div>
      {onCreate ? (
        <Button onClick={onCreate}>Create the first passcode</Button>
      ) : (
        <p className="text-ink-soft">An administrator or manager can create the first one.</p>
      )}
    </section>
  );
}
