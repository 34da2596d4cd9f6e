"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { CodeField } from "@/components/forms/code-field";
import { codeText } from "@/components/forms/code-text";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { useCountdown } from "@/components/forms/use-countdown";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";

const schema = z.object({ code: codeText });

type CodeStepProps = {
  challenge: string;
  answer: Command<null>;
  onRight: () => void;
  /** Back to the password; with the words where it was not the reader's own wish. */
  onOver: (why?: string) => void;
};

/** The second step: a code, which fewer guesses than one would need can find. */
export function CodeStep({ challenge, answer, onRight, onOver }: CodeStepProps) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { code: "" } });
  const { leftSeconds, start } = useCountdown();
  const [isRight, setRight] = useState(false);
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus("code"), [setFocus]);
  const send = form.handleSubmit(async ({ code }) => {
    const result = await answer({ challenge, code }).catch(() => null);
    if (result?.ok) {
      setRight(true);
      return onRight();
    }
    if (result?.code === "challenge_over") return onOver(result.message);
    if (result?.retryAfterSeconds) start(result.retryAfterSeconds);
    showFailure(form, result, { code: "code" });
    form.setFocus("code", { shouldSelect: true });
  });
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <CodeField registered={form.register("code")} error={errors.code?.message} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button look="ghost" className="-ml-3" onClick={() => onOver()}>
          Back to the password
        </Button>
        <SubmitButton size="large" pending={isSubmitting || isRight} hold={leftSeconds > 0}>
          {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Sign in"}
        </SubmitButton>
      </div>
    </form>
  );
}
