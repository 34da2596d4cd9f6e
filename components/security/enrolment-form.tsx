"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { CodeField } from "@/components/forms/code-field";
import { codeText } from "@/components/forms/code-text";
import { SecretLine } from "@/components/forms/secret-line";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Enrolment } from "./totp-dialog";

const schema = z.object({ code: codeText });

type EnrolmentFormProps = {
  enrolment: Enrolment;
  confirm: Command<{ recovery_codes: string[] }>;
  onConfirmed: (codes: string[]) => void;
};

/** The secret as a picture and as text, and the first code, which shows that the app has it. */
export function EnrolmentForm({ enrolment: { secret, otpauth_url, qr }, confirm, onConfirmed }: EnrolmentFormProps) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (input) => {
    const result = await confirm(input).catch(() => null);
    if (result?.ok) onConfirmed(result.data.recovery_codes);
    else showFailure(form, result, { code: "code" });
  });
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid min-w-0 gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <div className="grid items-start gap-4 sm:grid-cols-[auto_1fr]">
        <QrCode {...qr} />
        <div className="grid min-w-0 gap-3 text-sm">
          <p>
            Scan it with an authenticator app. On this very phone,{" "}
            <a href={otpauth_url} className="text-patina underline">
              open the app
            </a>
            ; or type the secret:
          </p>
          <SecretLine text={secret} label="Copy the secret" />
          <CodeField registered={form.register("code")} error={errors.code?.message} takesRecovery={false} />
        </div>
      </div>
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton pending={isSubmitting}>Switch TOTP on</SubmitButton>
      </DialogActions>
    </form>
  );
}

/** Dark on light in both themes: cameras look for that. */
function QrCode({ size, path }: { size: number; path: string }) {
  return (
    <svg
      role="img"
      aria-label="QR code of the secret"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="w-44 justify-self-center rounded-md border border-rule-strong"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
