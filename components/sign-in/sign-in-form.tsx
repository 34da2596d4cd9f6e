"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { PasswordInput } from "@/components/forms/password-input";
import { showFailure } from "@/components/forms/show-failure";
import { useCountdown } from "@/components/forms/use-countdown";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionResult } from "@/lib/core/action-result";
import { emailSchema } from "@/lib/core/name";

const schema = z.object({ email: emailSchema, password: z.string().min(1, "Password: text is needed.") });
const fields = { email: "email", password: "password" } as const;

type SignInFormProps = {
  signIn: (input: unknown) => Promise<ActionResult<{ challenge: string } | null>>;
  next: string;
};

/** E-mail and password. After too many wrong ones the button says how long to wait. */
export function SignInForm({ signIn, next }: SignInFormProps) {
  const form = useForm({ resolver: zodResolver(schema) });
  const { leftSeconds, start } = useCountdown();
  const [signedIn, setSignedIn] = useState(false);
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (values) => {
    const result = await signIn(values).catch(() => null);
    if (result?.ok) {
      setSignedIn(true);
      window.location.assign(next);
      return;
    }
    if (result?.retryAfterSeconds) start(result.retryAfterSeconds);
    showFailure(form, result, fields);
    form.setFocus("password");
  });
  return (
    <form method="post" noValidate onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="E-mail" error={errors.email?.message}>
        {(ids) => <Input type="email" autoComplete="username" {...ids} {...form.register("email")} />}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(ids) => <PasswordInput autoComplete="current-password" {...ids} {...form.register("password")} />}
      </Field>
      <SubmitButton size="large" pending={isSubmitting || signedIn} hold={leftSeconds > 0}>
        {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Sign in"}
      </SubmitButton>
    </form>
  );
}
