"use client";
import { Send } from "lucide-react";
import { useState } from "react";
import { type Command, useCommand } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";

/** Tries whether mails go out: the mail server's own words where they do not. */
export function TestMail({ sendTestMail }: { sendTestMail: Command<{ to: string }> }) {
  const { run, isPending, error } = useCommand(sendTestMail);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const send = () => {
    setSentTo(null);
    run({}, { done: ({ to }) => setSentTo(to) });
  };
  return (
    <div className="grid justify-items-start gap-2">
      <SubmitButton type="button" look="plain" pending={isPending} onClick={send}>
        {!isPending && <Send aria-hidden />}
        Send a test mail
      </SubmitButton>
      {error && !isPending && <Alert wrong>{error}</Alert>}
      <p role="status" className="text-ink-soft text-sm">
        {sentTo && `The mail server has taken it. Look into the mailbox of ${sentTo}.`}
      </p>
    </div>
  );
}
