"use client";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { type Command, useCommand } from "@/components/forms/use-command";
import { BothWays } from "@/components/time/both-ways";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import { deviceWords } from "@/lib/core/session/device-words";
import type { SessionView } from "@/lib/core/session/list-own-sessions";

type SessionsProps = { sessions: SessionView[]; end: Command<null> };

/** One's own sign-ins, in all accounts; each but this one with its end. */
export function Sessions({ sessions, end }: SessionsProps) {
  return (
    <ul className="ledger-head grid border-b">
      {sessions.map((session) => (
        <SessionLine key={session.id} {...{ session, end }} />
      ))}
    </ul>
  );
}

function SessionLine({ session, end }: { session: SessionView; end: Command<null> }) {
  const { account_name, signed_in_at, expires_at, address, agent, is_this } = session;
  const device = deviceWords(agent);
  return (
    <li className="grid items-center gap-x-6 gap-y-1 border-t py-2.5 text-sm first:border-t-0 first:pt-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_7rem]">
      <div className="min-w-0">
        <p className="font-medium">{device}</p>
        <p className="wrap-anywhere text-ink-soft text-xs">{address ?? "Address unknown"}</p>
      </div>
      <p className="wrap-anywhere min-w-0">
        <span className="text-ink-soft text-xs lg:sr-only">Account </span>
        {account_name}
      </p>
      <dl className="grid min-w-0 grid-cols-[auto_1fr] gap-x-2">
        <dt className="text-ink-soft text-xs leading-5">Since</dt>
        <dd>
          <BothWays at={signed_in_at} />
        </dd>
        <dt className="text-ink-soft text-xs leading-5">Ends</dt>
        <dd>
          <BothWays at={expires_at} />
        </dd>
      </dl>
      {is_this ? (
        <p className="text-patina lg:text-right">This sign-in</p>
      ) : (
        <EndButton id={session.id} device={device} end={end} />
      )}
    </li>
  );
}

function EndButton({ id, device, end }: { id: string; device: string; end: Command<null> }) {
  const router = useRouter();
  const { run, isPending, error } = useCommand(end);
  const done = () => {
    toast.success("That sign-in has ended", { description: `${device}: its next request asks for the password.` });
    router.refresh();
  };
  // Ended already is what was wanted.
  const refused = ({ code }: { code: string }) => code === "not_found" && done();
  return (
    <div className="grid gap-1 lg:justify-items-end">
      <SubmitButton
        type="button"
        look="plain"
        className="justify-self-start lg:justify-self-end"
        aria-label={`End the sign-in of ${device}`}
        pending={isPending}
        onClick={() => run({ id }, { done, refused })}
      >
        End
      </SubmitButton>
      {error && <Alert wrong>{error}</Alert>}
    </div>
  );
}
