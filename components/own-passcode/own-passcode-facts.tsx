import { StatusMark } from "@/components/passcodes/status-mark";
import { BothWays } from "@/components/time/both-ways";
import { Fact } from "@/components/ui/fact";
import { HintChip } from "@/components/ui/hint-chip";
import type { UserPasscodeView } from "@/lib/core/user/user-view";

/** What everybody may know of his own passcode before it is shown. */
export function OwnPasscodeFacts({ passcode }: { passcode: UserPasscodeView }) {
  const { status, hint, expires_at, last_used_at, created_at, created_by } = passcode;
  return (
    <dl className="ledger-head grid gap-x-8 gap-y-3 border-b pt-4 pb-4 sm:grid-cols-2 lg:grid-cols-3">
      <Fact label="Status">
        <StatusMark status={status} />
      </Fact>
      <Fact label="Expires">{expires_at ? <BothWays at={expires_at} /> : "Never"}</Fact>
      <Fact label="Hint">
        <HintChip hint={hint} />
      </Fact>
      <Fact label="Last used">{last_used_at ? <BothWays at={last_used_at} /> : "Never"}</Fact>
      <Fact label="Granted">
        <BothWays at={created_at} />
      </Fact>
      <Fact label="Granted by">{created_by}</Fact>
    </dl>
  );
}
