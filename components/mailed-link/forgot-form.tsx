"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { useCountdown } from "@/components/forms/use-countdown";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { emailSchema } from "@/lib/core/name";

const schema = z.object({ email: emailSchema });

/** Asks for the link. What it answers says nothing about who is known here. */
export function ForgotForm({ forget }: { forget: Command<null> }) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email: "" } });
  const { leftSeconds, start } = useCountdown();
  const [sentTo, setSentTo] = useState<string>();
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (values) => {
    const result = await forget(values).catch(() => null);
    if (result?.ok) return setSentTo(values.email);
    if (result?.retryAfterSeconds) start(result.retryAfterSeconds);
    showFailure(form, result, { email: "email" });
  });
  if (sentTo) {
    return (
      <>
        <Alert>
          If <b className="break-all">{sentTo}</b> signs in here, a mail with a link is on its way. The link opens once,
          for an hour.
        </Alert>
        <BackToSignIn />
      </>
    );
  }
  return (
    <form method="post" noValidate onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="E-mail" error={errors.email?.message}>
        {(ids) => <Input type="email" autoComplete="username" {...ids} {...form.register("email")} />}
      </Field>
      <SubmitButton size="large" pending={isSubmitting} hold={leftSeconds > 0}>
        {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Send the link"}
      </SubmitButton>
      <BackToSignIn />
    </form>
  );
}

function BackToSignIn() {
  return (
    <Link href="/sign-in" className="justify-self-start text-ink-soft underline">
      Back to sign-in
    </Link>
  );
}
