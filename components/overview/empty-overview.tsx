import Link from "next/link";
import { EmptyPlace } from "@/components/brand/empty-place";
import { Button } from "@/components/ui/button";

const lead =
  "Give each partner a passcode of their own, with an end to it, and invite your colleagues. What ends soon, what is called in vain and what did not arrive will stand here.";

type EmptyOverviewProps = { mayCreate: boolean; mayInvite: boolean };

/** Before the first passcode: what will be here, and how to begin. */
export function EmptyOverview({ mayCreate, mayInvite }: EmptyOverviewProps) {
  return (
    <EmptyPlace heading="No passcode has been given out yet" lead={lead} className="ledger-head border-b">
      {mayCreate || mayInvite ? (
        <div className="flex flex-wrap justify-center gap-2">
          {mayCreate && (
            <Button asChild look="primary">
              <Link href="/passcodes?new">Create the first passcode</Link>
            </Button>
          )}
          {mayInvite && (
            <Button asChild>
              <Link href="/users">Invite users</Link>
            </Button>
          )}
        </div>
      ) : (
        <p className="text-ink-soft">An administrator or manager can create the first one.</p>
      )}
    </EmptyPlace>
  );
}
