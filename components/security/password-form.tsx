"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { CodeField } from "@/components/forms/code-field";
import { codeText } from "@/components/forms/code-text";
import { PasswordInput } from "@/components/forms/password-input";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { useCountdown } from "@/components/forms/use-countdown";
import { PasswordLength } from "@/components/setup/password-length";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  passwordBesideTotpLengthMin,
  passwordBesideTotpSchema,
  passwordLengthMin,
  passwordSchema,
} from "@/lib/core/password/password-schema";

const current = z.string().min(1, "Your password: text is needed.");
const alone = z.object({ current, code: z.string(), password: passwordSchema });
const besideTotp = z.object({ current, code: codeText, password: passwordBesideTotpSchema });
const fields = { current_password: "current", code: "code", password: "password" } as const;
const empty = { current: "", code: "", password: "" };

type PasswordFormProps = {
  hasTotp: boolean;
  /** Where one goes on who was held here. */
  next: string | null;
  change: Command<null>;
};

/** A new password; all other sign-ins of the person end by it. */
export function PasswordForm(props: PasswordFormProps) {
  const { hasTotp } = props;
  const { form, leftSeconds, send } = usePasswordForm(props);
  const { errors, isSubmitting } = form.formState;
  const password = useWatch({ control: form.control, name: "password" });
  const lengthMin = hasTotp ? passwordBesideTotpLengthMin : passwordLengthMin;
  return (
    <form method="post" noValidate onSubmit={send} className="grid max-w-md gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="Your password" error={errors.current?.message}>
        {(ids) => <PasswordInput autoComplete="current-password" {...ids} {...form.register("current")} />}
      </Field>
      <Field
        label="New password"
        error={errors.password?.message}
        hint={<PasswordLength password={password} lengthMin={lengthMin} />}
      >
        {(ids) => <PasswordInput autoComplete="new-password" {...ids} {...form.register("password")} />}
      </Field>
      {hasTotp && <CodeField registered={form.register("code")} error={errors.code?.message} />}
      <p className="text-ink-soft text-sm">All your other sign-ins end, on every device.</p>
      <SubmitButton pending={isSubmitting} hold={leftSeconds > 0} className="justify-self-start">
        {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Change password"}
      </SubmitButton>
    </form>
  );
}

function usePasswordForm({ hasTotp, next, change }: PasswordFormProps) {
  const router = useRouter();
  const { leftSeconds, start } = useCountdown();
  const form = useForm({ resolver: zodResolver(hasTotp ? besideTotp : alone), defaultValues: empty });
  const send = form.handleSubmit(async ({ current, code, password }) => {
    const input = { current_password: current, password, ...(hasTotp && { code }) };
    const result = await change(input).catch(() => null);
    if (result?.ok) {
      form.reset(empty);
      if (next) return window.location.assign(next);
      toast.success("Your password is changed", { description: "Your other sign-ins have ended." });
      return router.refresh();
    }
    if (result?.retryAfterSeconds) start(result.retryAfterSeconds);
    if (result?.code !== "credential_invalid") return showFailure(form, result, fields);
    form.setError("current", { message: "This is not your password." }, { shouldFocus: true });
  });
  return { form, leftSeconds, send };
}
