"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { PasswordInput } from "@/components/forms/password-input";
import { showFailure } from "@/components/forms/show-failure";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionResult } from "@/lib/core/action-result";
import { emailSchema, nameSchema } from "@/lib/core/name";
import { passwordSchema } from "@/lib/core/password/password-schema";
import { PasswordLength } from "./password-length";

const schema = z.object({
  account_name: nameSchema("Account name"),
  name: nameSchema("Your name"),
  email: emailSchema,
  password: passwordSchema,
});
const fields = { account_name: "account_name", name: "name", email: "email", password: "password" } as const;

type SetupFormProps = { link: string; setUp: (input: unknown) => Promise<ActionResult<null>> };

/** The account and its first administrator. */
export function SetupForm({ link, setUp }: SetupFormProps) {
  const form = useForm({ resolver: zodResolver(schema) });
  const [done, setDone] = useState(false);
  const password = useWatch({ control: form.control, name: "password" }) ?? "";
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (values) => {
    const result = await setUp({ ...values, link }).catch(() => null);
    if (!result?.ok) return showFailure(form, result, fields);
    setDone(true);
    window.location.assign("/");
  });
  return (
    <form method="post" noValidate onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="Account name" hint="Your company or project." error={errors.account_name?.message}>
        {(ids) => <Input autoComplete="organization" {...ids} {...form.register("account_name")} />}
      </Field>
      <Field label="Your name" error={errors.name?.message}>
        {(ids) => <Input autoComplete="name" {...ids} {...form.register("name")} />}
      </Field>
      <Field label="E-mail" error={errors.email?.message}>
        {(ids) => <Input type="email" autoComplete="username" {...ids} {...form.register("email")} />}
      </Field>
      <Field label="Password" error={errors.password?.message} hint={<PasswordLength password={password} />}>
        {(ids) => <PasswordInput autoComplete="new-password" {...ids} {...form.register("password")} />}
      </Field>
      <SubmitButton size="large" pending={isSubmitting || done}>
        Create account
      </SubmitButton>
    </form>
  );
}
