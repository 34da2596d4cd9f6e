"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useId } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { showFailure } from "@/components/forms/show-failure";
import { Alert } from "@/components/ui/alert";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionResult } from "@/lib/core/action-result";
import { createPasscodeSchema } from "./create-passcode-schema";
import type { IssuedPasscode } from "./passcodes-panel";

const fields = { name: "name", expires_in_days: "days" } as const;

type CreatePasscodeFormProps = {
  create: (input: unknown) => Promise<ActionResult<IssuedPasscode>>;
  onCreated: (issued: IssuedPasscode) => void;
  cancel: ReactNode;
};

/** Name and end of a new passcode. */
export function CreatePasscodeForm({ create, onCreated, cancel }: CreatePasscodeFormProps) {
  const form = useForm<z.input<typeof createPasscodeSchema>, unknown, z.output<typeof createPasscodeSchema>>({
    resolver: zodResolver(createPasscodeSchema),
    defaultValues: { name: "", expiry: "days", days: "90" },
  });
  const expiry = useWatch({ control: form.control, name: "expiry" });
  const { errors, isSubmitting } = form.formState;
  const send = form.handleSubmit(async (input) => {
    const result = await create(input).catch(() => null);
    if (result?.ok) onCreated(result.data);
    else showFailure(form, result, fields);
  });
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="Name" hint="Whom it is for; unique in this account." error={errors.name?.message}>
        {(ids) => <Input autoComplete="off" {...ids} {...form.register("name")} />}
      </Field>
      <Controller
        control={form.control}
        name="expiry"
        render={({ field }) => <ExpiryChoice value={field.value} onChange={field.onChange} />}
      />
      {expiry === "days" && (
        <Field label="Days until it expires" hint="1 to 3650, counted from now." error={errors.days?.message}>
          {(ids) => (
            <Input inputMode="numeric" autoComplete="off" className="w-28" {...ids} {...form.register("days")} />
          )}
        </Field>
      )}
      <DialogActions>
        {cancel}
        <SubmitButton pending={isSubmitting}>Create & View</SubmitButton>
      </DialogActions>
    </form>
  );
}

function ExpiryChoice({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Expiry</legend>
      <RadioGroup value={value} onValueChange={onChange} aria-label="Expiry" className="flex flex-wrap gap-x-6">
        <RadioGroupItem id={`${id}-days`} value="days">
          Set day(s)
        </RadioGroupItem>
        <RadioGroupItem id={`${id}-forever`} value="forever">
          Forever
        </RadioGroupItem>
      </RadioGroup>
    </fieldset>
  );
}
