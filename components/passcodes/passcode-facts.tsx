import { BothWays } from "@/components/time/both-ways";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact } from "@/components/ui/fact";
import { HintChip } from "@/components/ui/hint-chip";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { StatusMark } from "./status-mark";

/** What a passcode is: state, end, holder, maker. */
export function PasscodeFacts({ passcode }: { passcode: PasscodeView }) {
  const { id, status, hint, expires_at, contact_email, created_at, created_by, last_used_at } = passcode;
  return (
    <dl className="ledger-head grid gap-x-8 gap-y-3 border-b pt-4 pb-4 sm:grid-cols-2 lg:grid-cols-4">
      <Fact label="Status">
        <StatusMark status={status} />
      </Fact>
      <Fact label="Hint">
        <HintChip hint={hint} />
      </Fact>
      <Fact label="Expires">{expires_at ? <BothWays at={expires_at} /> : "Forever"}</Fact>
      <Fact label="Last used">{last_used_at ? <BothWays at={last_used_at} /> : "Never"}</Fact>
      <Fact label="Contact">{contact_email ?? "None"}</Fact>
      <Fact label="Created by">{created_by}</Fact>
      <Fact label="Created">
        <BothWays at={created_at} />
      </Fact>
      <Fact label="Id">
        <span className="inline-flex max-w-full items-center gap-1">
          <code className="min-w-0 truncate font-mono text-xs">{id}</code>
          <CopyButton text={id} label="Copy the id" />
        </span>
      </Fact>
    </dl>
  );
}
