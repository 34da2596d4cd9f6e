"use client";
import { useEffect } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { PasswordInput } from "@/components/forms/password-input";
import { PasswordLength } from "@/components/setup/password-length";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type JoinValues = { name?: string; password: string; code?: string };
type JoinFieldsProps = { form: UseFormReturn<JoinValues> };

/** Of who is new: what to call him, and a password. */
export function NewcomerFields({ form }: JoinFieldsProps) {
  const { errors } = form.formState;
  const password = useWatch({ control: form.control, name: "password" }) ?? "";
  return (
    <>
      <Field label="Your name" error={errors.name?.message}>
        {(ids) => <Input autoComplete="name" {...ids} {...form.register("name")} />}
      </Field>
      <Field label="Choose a password" error={errors.password?.message} hint={<PasswordLength password={password} />}>
        {(ids) => <PasswordInput autoComplete="new-password" {...ids} {...form.register("password")} />}
      </Field>
    </>
  );
}

/** Of who signs in to another account already: the password that he has. */
export function KnownFields({ form }: JoinFieldsProps) {
  const { errors } = form.formState;
  return (
    <Field
      label="Your password"
      hint="The one that you sign in with already: you keep it, and your name."
      error={errors.password?.message}
    >
      {(ids) => <PasswordInput autoComplete="current-password" {...ids} {...form.register("password")} />}
    </Field>
  );
}

/** Asked for after a right password; it has the focus when it appears. */
export function CodeField({ form }: JoinFieldsProps) {
  const { errors } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus("code"), [setFocus]);
  return (
    <Field label="Code" hint="Six digits from your authenticator app, or a recovery code." error={errors.code?.message}>
      {(ids) => <Input inputMode="numeric" autoComplete="one-time-code" {...ids} {...form.register("code")} />}
    </Field>
  );
}
