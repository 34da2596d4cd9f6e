"use client";
import { BellRing } from "lucide-react";
import type { Command } from "@/components/forms/use-command";
import { useSpokenCommand } from "@/components/forms/use-spoken-command";
import { SubmitButton } from "@/components/ui/submit-button";

type Sending = Command<{ written: number }>;

/** Writes what is due, now instead of with the next round. */
export function SendWarnings({ sendWarnings }: { sendWarnings: Sending }) {
  const { send, isPending } = useSpokenCommand(sendWarnings, ({ written }) => wordsOf(written));
  return (
    <SubmitButton type="button" look="plain" pending={isPending} onClick={() => send({})}>
      {!isPending && <BellRing aria-hidden />}
      Send warnings now
    </SubmitButton>
  );
}

function wordsOf(written: number) {
  if (written === 0) return { said: "Nothing is due", description: "Whoever was to be warned by now has been." };
  const said = written === 1 ? "One warning is written" : `${written} warnings are written`;
  return { said, description: "They are sent within a minute, and stand here." };
}
