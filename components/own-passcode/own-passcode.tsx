"use client";
import { useCallback, useId, useState } from "react";
import { HiddenSecret } from "@/components/forms/hidden-secret";
import { SecretLine } from "@/components/forms/secret-line";
import { type Command, useCommand } from "@/components/forms/use-command";
import { codeSamples } from "@/components/passcodes/code-samples";
import { useProof } from "@/components/sign-in/use-proof";
import { Alert } from "@/components/ui/alert";
import { SampleTabs } from "@/components/ui/sample-tabs";
import { SubmitButton } from "@/components/ui/submit-button";
import { usePageLeave } from "@/components/ui/use-page-leave";
import type { UserPasscodeStatus } from "@/lib/core/user/user-view";

type OwnPasscodeProps = {
  accountId: string;
  apiUrl: string;
  status: UserPasscodeStatus;
  reveal: Command<{ passcode: string }>;
  confirm: Command<null>;
};

/** One's own passcode, fetched on Show and not before. It lives in this component's state and ends with Hide or the page. */
export function OwnPasscode({ accountId, apiUrl, status, reveal, confirm }: OwnPasscodeProps) {
  const id = useId();
  const [shown, setShown] = useState<string | null>(null);
  const hide = useCallback(() => setShown(null), []);
  usePageLeave(hide);
  const { proving, dialog } = useProof(confirm);
  const { run, isPending, error } = useCommand(proving(reveal));
  const show = () => run({}, { done: ({ passcode }) => setShown(passcode) });
  return (
    <section aria-labelledby={id} className="mt-6 grid min-w-0 max-w-2xl gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 id={id} className="font-semibold text-lg">
          Passcode
        </h2>
        <SubmitButton
          type="button"
          look={shown ? "plain" : "primary"}
          pending={isPending}
          onClick={shown ? hide : show}
        >
          {shown ? "Hide" : "Show"}
        </SubmitButton>
      </div>
      {status === "expired" && (
        <Alert wrong>It has expired: calls with it are refused. Ask an administrator to reset it.</Alert>
      )}
      {error && !shown && <Alert wrong>{error}</Alert>}
      {shown ? <SecretLine text={shown} label="Copy the passcode" /> : <HiddenSecret />}
      {shown && <SampleTabs samples={codeSamples({ accountId, apiUrl, passcode: shown })} />}
      <p className="text-ink-soft text-sm">
        It is yours alone: nobody else can have it shown, and each <em>Show</em> is in the audit log.
      </p>
      {dialog}
    </section>
  );
}
