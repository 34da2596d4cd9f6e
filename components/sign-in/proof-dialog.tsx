"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { CodeField } from "@/components/forms/code-field";
import { PasswordInput } from "@/components/forms/password-input";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { useCountdown } from "@/components/forms/use-countdown";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

const schema = z.object({ password: z.string().min(1, "Password: text is needed."), code: z.string().trim() });
const fields = { password: "password", code: "code" } as const;

type ProofDialogProps = { confirm: Command<null>; onProved: () => void; onCancel: () => void };

/** Asks the signed-in person again who he is, over the page that he is at; the code only where the server asks for it. */
export function ProofDialog({ onCancel, ...props }: ProofDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onCancel()}>
      <DialogContent
        heading="Is it still you?"
        description="What you asked for needs a sign-in of the last 5 minutes. Give your password to go on."
      >
        <ProofForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function ProofForm({ confirm, onProved }: Omit<ProofDialogProps, "onCancel">) {
  const { form, asksCode, leftSeconds, send } = useProofForm(confirm, onProved);
  const { errors, isSubmitting } = form.formState;
  const sendHereOnly: typeof send = (event) => {
    // React would hand it on to a form that this dialog was opened from.
    event?.stopPropagation();
    return send(event);
  };
  return (
    <form method="post" noValidate onSubmit={sendHereOnly} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="Your password" error={errors.password?.message}>
        {(ids) => <PasswordInput autoComplete="current-password" {...ids} {...form.register("password")} />}
      </Field>
      {asksCode && <CodeField registered={form.register("code")} error={errors.code?.message} />}
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton pending={isSubmitting} hold={leftSeconds > 0}>
          {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Go on"}
        </SubmitButton>
      </DialogActions>
    </form>
  );
}

function useProofForm(confirm: Command<null>, onProved: () => void) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: "", code: "" } });
  const [asksCode, setAsksCode] = useState(false);
  const { leftSeconds, start } = useCountdown();
  const { setFocus } = form;
  useEffect(() => {
    if (asksCode) setFocus("code");
  }, [asksCode, setFocus]);
  const send = form.handleSubmit(async ({ password, code }) => {
    const result = await confirm({ password, ...(code && { code }) }).catch(() => null);
    if (result?.ok) return onProved();
    if (result?.code === "totp_code_required" && !asksCode) return setAsksCode(true);
    if (result?.retryAfterSeconds) start(result.retryAfterSeconds);
    showFailure(form, result, fields);
    if (result?.code === "credential_invalid") form.setFocus("password");
  });
  return { form, asksCode, leftSeconds, send };
}
