import { EmptyPlace } from "@/components/brand/empty-place";
import { Button } from "@/components/ui/button";

const lead =
  "Give each partner one of their own, with an end to it. They send it with every call to your API; delete it, and their next call is refused.";

/** Before the first passcode: what one is, and how to begin. @param onCreate null where the reader may not. */
export function EmptyPasscodes({ onCreate }: { onCreate: (() => void) | null }) {
  return (
    <EmptyPlace heading="No passcode has been given out yet" lead={lead} className="ledger-head border-b">
      {onCreate ? (
        <Button onClick={onCreate}>Create the first passcode</Button>
      ) : (
        <p className="text-ink-soft">An administrator or manager can create the first one.</p>
      )}
    </EmptyPlace>
  );
}
