"use client";
import { Send } from "lucide-react";
import type { Command } from "@/components/forms/use-command";
import { PageHead } from "@/components/shell/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { RetryPlace, useRetrying } from "./retry-place";

type NotificationHeadProps = {
  id: string;
  heading: string;
  /** Null where the reader may not, or there is nothing to send again. */
  retry: Command<null> | null;
};

/** The head of a mail's own page: its subject, and what can be done with it. */
export function NotificationHead({ id, heading, retry }: NotificationHeadProps) {
  return (
    <PageHead heading={heading}>
      {retry && (
        <RetryPlace retry={retry}>
          <SendAgain id={id} />
        </RetryPlace>
      )}
    </PageHead>
  );
}

function SendAgain({ id }: { id: string }) {
  const retrying = useRetrying();
  const isPending = retrying?.sendingId === id;
  return (
    <SubmitButton type="button" look="plain" pending={isPending} onClick={() => retrying?.send(id)}>
      {!isPending && <Send aria-hidden />}
      Send again
    </SubmitButton>
  );
}
