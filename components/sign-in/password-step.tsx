"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { PasswordInput } from "@/components/forms/password-input";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { useCountdown } from "@/components/forms/use-countdown";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { emailSchema } from "@/lib/core/name";

const schema = z.object({ email: emailSchema, password: z.string().min(1, "Password: text is needed.") });
const fields = { email: "email", password: "password" } as const;

type PasswordStepProps = {
  signIn: Command<{ challenge: string } | null>;
  /** What was typed before, where one comes back; and why. */
  email: string;
  message: string | undefined;
  onRight: (asked: { challenge: string } | null, email: string) => void;
};

/** E-mail and password. After too many wrong ones the button says how long to wait. */
export function PasswordStep({ signIn, email, message, onRight }: PasswordStepProps) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email, password: "" } });
  const { leftSeconds, start } = useCountdown();
  const [isRight, setRight] = useState(false);
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;
  useEffect(() => {
    if (email) setFocus("password");
  }, [email, setFocus]);
  const send = form.handleSubmit(async (values) => {
    const result = await signIn(values).catch(() => null);
    if (result?.ok) {
      setRight(true);
      return onRight(result.data, values.email);
    }
    if (result?.retryAfterSeconds) start(result.retryAfterSeconds);
    showFailure(form, result, fields);
    form.setFocus("password");
  });
  const wrong = errors.root?.message ?? message;
  return (
    <form method="post" noValidate onSubmit={send} className="grid gap-4">
      {wrong && <Alert wrong>{wrong}</Alert>}
      <Field label="E-mail" error={errors.email?.message}>
        {(ids) => <Input type="email" autoComplete="username" {...ids} {...form.register("email")} />}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(ids) => <PasswordInput autoComplete="current-password" {...ids} {...form.register("password")} />}
      </Field>
      <SubmitButton size="large" pending={isSubmitting || isRight} hold={leftSeconds > 0}>
        {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Sign in"}
      </SubmitButton>
    </form>
  );
}
