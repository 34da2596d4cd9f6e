import { EmptyPlace } from "@/components/brand/empty-place";
import { Button } from "@/components/ui/button";

const lead =
  "Invite those who look after passcodes with you, and those who call your API in their own name: each gets a role, and a passcode when you grant it.";

/** While nobody else is there. @param onInvite null where the reader may not */
export function OnlyYou({ onInvite }: { onInvite: (() => void) | null }) {
  return (
    <EmptyPlace heading="Nobody else is on this watch yet" lead={lead}>
      {onInvite ? (
        <Button onClick={onInvite}>Invite the first users</Button>
      ) : (
        <p className="text-ink-soft">An administrator or manager can invite them.</p>
      )}
    </EmptyPlace>
  );
}
