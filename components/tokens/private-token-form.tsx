"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { nameSchema } from "@/lib/core/name";
import { LastDayField } from "./last-day-field";

export type IssuedPrivateToken = { name: string; token: string; expires_at: string };

const formSchema = z.object({
  name: nameSchema("Name"),
  expires_at: z.string().min(1, "Last day: a private token must have an end."),
});
const fields = { name: "name", expires_at: "expires_at" } as const;

type PrivateTokenFormProps = {
  create: Command<IssuedPrivateToken>;
  /** Null: no limit but that of ten years. */
  maxLifetimeDays: number | null;
  onCreated: (issued: IssuedPrivateToken) => void;
};

/** Name and end of a new private token. */
export function PrivateTokenForm({ create, maxLifetimeDays, onCreated }: PrivateTokenFormProps) {
  const form = useForm<z.input<typeof formSchema>>({
    resolver: zodResolver(formSchema),
    defaultValues: { name: "", expires_at: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const longest =
    maxLifetimeDays === null ? "At most ten years from now." : `At most ${maxLifetimeDays} days from now.`;
  const send = form.handleSubmit(async (input) => {
    const result = await create(input).catch(() => null);
    if (result?.ok) return onCreated(result.data);
    showFailure(form, result, fields);
  });
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="Name" hint="The program that gets it." error={errors.name?.message}>
        {(ids) => <Input autoComplete="off" {...ids} {...form.register("name")} />}
      </Field>
      <Controller
        control={form.control}
        name="expires_at"
        render={({ field: { value, onChange } }) => (
          <LastDayField
            label="Last day"
            hint={`${longest} You are warned by mail before.`}
            error={errors.expires_at?.message}
            {...{ value, onChange }}
          />
        )}
      />
      <ConfirmActions pending={isSubmitting}>Create & View</ConfirmActions>
    </form>
  );
}
