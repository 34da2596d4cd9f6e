"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { PasswordInput } from "@/components/forms/password-input";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { PasswordLength } from "@/components/setup/password-length";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  passwordBesideTotpLengthMin,
  passwordBesideTotpSchema,
  passwordLengthMin,
  passwordSchema,
} from "@/lib/core/password/password-schema";
import type { PasswordLink } from "./reset-gate";

type ResetFormProps = {
  link: string;
  whose: PasswordLink;
  reset: Command<null>;
  onDone: () => void;
  /** The link may have been used meanwhile. */
  onOvertaken: () => void;
};

/** The new password of whose mailbox the link came to. */
export function ResetForm({ link, whose, reset, onDone, onOvertaken }: ResetFormProps) {
  const schema = z.object({ password: whose.has_totp ? passwordBesideTotpSchema : passwordSchema });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: "" } });
  const password = useWatch({ control: form.control, name: "password" });
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (values) => {
    const result = await reset({ ...values, link }).catch(() => null);
    if (result?.ok) return onDone();
    showFailure(form, result, { password: "password" });
    if (result?.code === "mailed_link_invalid") onOvertaken();
  });
  const lengthMin = whose.has_totp ? passwordBesideTotpLengthMin : passwordLengthMin;
  return (
    <form method="post" noValidate onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="E-mail">
        {(ids) => (
          <Input {...ids} type="email" autoComplete="username" value={whose.email} readOnly className="bg-well" />
        )}
      </Field>
      <Field
        label="Choose a new password"
        error={errors.password?.message}
        hint={<PasswordLength password={password} lengthMin={lengthMin} />}
      >
        {(ids) => <PasswordInput autoComplete="new-password" {...ids} {...form.register("password")} />}
      </Field>
      <SubmitButton size="large" pending={isSubmitting}>
        Replace the password
      </SubmitButton>
    </form>
  );
}
