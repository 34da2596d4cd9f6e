import Link from "next/link";
import { EmptyPlace } from "@/components/brand/empty-place";
import { Button } from "@/components/ui/button";

const lead =
  "What is told to people stands here as it was sent: that a passcode ends soon, that one was granted or revoked, invitations, news of a sign-in.";

/** Before the first mail: what will be here, and what decides when. @param seesAll whether the account's mails are the reader's too */
export function NothingSent({ seesAll }: { seesAll: boolean }) {
  return (
    <EmptyPlace heading={seesAll ? "Nobody has been told anything yet" : "You have been told nothing yet"} lead={lead}>
      {seesAll && (
        <Button asChild>
          <Link href="/settings/policies">Whom reminders go to, and when</Link>
        </Button>
      )}
    </EmptyPlace>
  );
}
