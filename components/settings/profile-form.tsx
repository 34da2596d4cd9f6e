"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { useProof } from "@/components/sign-in/use-proof";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { emailSchema, nameSchema } from "@/lib/core/name";

const schema = z.object({ name: nameSchema("Name"), email: emailSchema });
const fields = { name: "name", email: "email" } as const;

type Profile = { name: string; email: string };
type Updated = Profile & { pending_email: string | null };
type ProfileFormProps = { profile: Profile; update: Command<Updated>; confirm: Command<null> };

/** One's own name and e-mail, the same in all accounts. */
export function ProfileForm({ profile, update, confirm }: ProfileFormProps) {
  const router = useRouter();
  const { proving, dialog } = useProof(confirm);
  const [pendingEmail, setPendingEmail] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: profile });
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (input) => {
    if (input.name === profile.name && input.email === profile.email) return void toast("Nothing was changed");
    const result = await proving(update)(input).catch(() => null);
    if (!result?.ok) return showFailure(form, result, fields);
    const { name, email, pending_email: pending } = result.data;
    form.reset({ name, email });
    setPendingEmail(pending);
    const isNewEmail = email !== profile.email;
    toast.success("Your profile is updated", isNewEmail ? { description: "Sign in with the new e-mail." } : {});
    router.refresh();
  });
  return (
    <form method="post" noValidate onSubmit={send} className="grid max-w-md gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      {pendingEmail && (
        <Alert>
          A link went to <b className="break-all">{pendingEmail}</b>. Your e-mail changes when you open it, within an
          hour.
        </Alert>
      )}
      <Field label="Name" hint="How the others in your accounts see you." error={errors.name?.message}>
        {(ids) => <Input autoComplete="name" {...ids} {...form.register("name")} />}
      </Field>
      <Field
        label="E-mail"
        hint="What you sign in with. A new one asks for your password, where you gave it more than 5 minutes ago."
        error={errors.email?.message}
      >
        {(ids) => <Input type="email" autoComplete="email" {...ids} {...form.register("email")} />}
      </Field>
      <SubmitButton pending={isSubmitting} className="justify-self-start">
        Update
      </SubmitButton>
      {dialog}
    </form>
  );
}
