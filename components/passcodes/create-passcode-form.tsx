"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { ExpiryChoice } from "@/components/forms/expiry-choice";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { createPasscodeSchema } from "./create-passcode-schema";
import { DaysInput } from "./days-input";
import type { IssuedPasscode } from "./passcode-actions";

const fields = { name: "name", expires_in_days: "days", contact_email: "contact" } as const;
const usualDays = 90;

type CreatePasscodeFormProps = {
  create: Command<IssuedPasscode>;
  maxLifetimeDays: number | null;
  onCreated: (issued: IssuedPasscode) => void;
  onRefused: (code: string | undefined) => void;
};

/** Name, contact and end of a new passcode. */
export function CreatePasscodeForm({ create, maxLifetimeDays, onCreated, onRefused }: CreatePasscodeFormProps) {
  const days = String(Math.min(usualDays, maxLifetimeDays ?? usualDays));
  const form = useForm<z.input<typeof createPasscodeSchema>, unknown, z.output<typeof createPasscodeSchema>>({
    resolver: zodResolver(createPasscodeSchema),
    defaultValues: { name: "", contact: "", expiry: "days", days },
  });
  const expiry = useWatch({ control: form.control, name: "expiry" });
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (input) => {
    const result = await create(input).catch(() => null);
    if (result?.ok) return onCreated(result.data);
    showFailure(form, result, fields);
    onRefused(result?.code);
  });
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="Name" hint="Whom it is for; unique in this account." error={errors.name?.message}>
        {(ids) => <Input autoComplete="off" {...ids} {...form.register("name")} />}
      </Field>
      <Field
        label="Contact e-mail (optional)"
        hint="The partner who holds it: warned too, before it expires."
        error={errors.contact?.message}
      >
        {(ids) => <Input type="email" autoComplete="off" spellCheck={false} {...ids} {...form.register("contact")} />}
      </Field>
      <Controller
        control={form.control}
        name="expiry"
        render={({ field }) => <ExpiryChoice value={field.value} onChange={field.onChange} />}
      />
      {expiry === "days" && (
        <DaysInput maxLifetimeDays={maxLifetimeDays} error={errors.days?.message} {...form.register("days")} />
      )}
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton pending={isSubmitting}>Create & View</SubmitButton>
      </DialogActions>
    </form>
  );
}
