"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { showFailure } from "@/components/forms/show-failure";
import { useCountdown } from "@/components/forms/use-countdown";
import { homeOf } from "@/components/shell/home-of";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionFailure, ActionResult } from "@/lib/core/action-result";
import { nameSchema } from "@/lib/core/name";
import { passwordSchema, presentedPasswordSchema } from "@/lib/core/password/password-schema";
import { CodeField, type JoinValues, KnownFields, NewcomerFields } from "./join-fields";
import type { Invitation } from "./join-gate";

const code = z.string().trim().min(1, "Code: six digits, or a recovery code.").optional();
/** Who is new says who he is; who signs in elsewhere already proves it. */
const newcomer = z.object({ name: nameSchema("Your name"), password: passwordSchema, code });
const known = z.object({ password: presentedPasswordSchema, code });
const fields = { name: "name", password: "password", code: "code" } as const;
/** After these refusals the invitation is looked at anew: somebody may have been faster. */
const overtaken = ["invitation_invalid", "credential_invalid"];

type JoinFormProps = {
  link: string;
  invitation: Invitation;
  join: (input: unknown) => Promise<ActionResult<null>>;
  onOvertaken: () => void;
};

/** Name and password of who is new; the password he has, and a TOTP code where he has one, of who is not. */
export function JoinForm({ link, invitation, join, onOvertaken }: JoinFormProps) {
  const { has_password: isKnown, name, email, role } = invitation;
  const form = useForm<JoinValues>({
    resolver: zodResolver(isKnown ? known : newcomer),
    defaultValues: { name, password: "" },
    shouldUnregister: true,
  });
  const { leftSeconds, start } = useCountdown();
  const [asksCode, setAsksCode] = useState(false);
  const [done, setDone] = useState(false);
  const { errors, isSubmitting } = form.formState;
  const refuse = (failure: ActionFailure | null) => {
    if (failure?.code === "totp_code_required") return setAsksCode(true);
    if (failure?.retryAfterSeconds) start(failure.retryAfterSeconds);
    showFailure(form, failure, fields);
    if (failure && overtaken.includes(failure.code)) onOvertaken();
  };
  const send = form.handleSubmit(async (values) => {
    const result = await join({ ...values, link }).catch(() => null);
    if (!result?.ok) return refuse(result);
    setDone(true);
    window.location.assign(homeOf(role));
  });
  return (
    <form method="post" noValidate onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="E-mail">
        {(ids) => <Input {...ids} type="email" autoComplete="username" value={email} readOnly className="bg-well" />}
      </Field>
      {isKnown ? <KnownFields form={form} /> : <NewcomerFields form={form} />}
      {asksCode && <CodeField form={form} />}
      <SubmitButton size="large" pending={isSubmitting || done} hold={leftSeconds > 0}>
        {leftSeconds > 0 ? `Wait ${leftSeconds} s` : "Join"}
      </SubmitButton>
    </form>
  );
}
