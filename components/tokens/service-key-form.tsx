"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { nameSchema } from "@/lib/core/name";
import { type Scope, scopes } from "@/lib/core/permissions";
import { LastDayField } from "./last-day-field";
import { scopeWords } from "./scope-words";

export type IssuedServiceKey = { name: string; key: string };

const ordered = Object.keys(scopeWords) as Scope[];
const formSchema = z
  .object({
    name: nameSchema("Name"),
    scopes: z.array(z.enum(scopes)).min(1, "Choose at least one."),
    ends: z.string(),
  })
  .transform(({ ends, ...form }) => ({ ...form, expires_at: ends || null }));
const fields = { name: "name", scopes: "scopes", expires_at: "ends" } as const;

type ServiceKeyFormProps = { create: Command<IssuedServiceKey>; onCreated: (issued: IssuedServiceKey) => void };

/** Name, scopes and end of a new service key. */
export function ServiceKeyForm({ create, onCreated }: ServiceKeyFormProps) {
  const form = useForm<z.input<typeof formSchema>, unknown, z.output<typeof formSchema>>({
    resolver: zodResolver(formSchema),
    defaultValues: { name: "", scopes: [], ends: "" },
  });
  const { errors, isSubmitting } = form.formState;
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
        name="scopes"
        render={({ field }) => <Scopes {...field} error={errors.scopes?.message} />}
      />
      <Controller
        control={form.control}
        name="ends"
        render={({ field: { value, onChange } }) => (
          <LastDayField label="Last day (optional)" error={errors.ends?.message} {...{ value, onChange }} />
        )}
      />
      <ConfirmActions pending={isSubmitting}>Create & View</ConfirmActions>
    </form>
  );
}

type ScopesProps = { value: readonly Scope[]; onChange: (scopes: Scope[]) => void; error: string | undefined };

function Scopes({ value, onChange, error }: ScopesProps) {
  const set = (scope: Scope, isOn: boolean) =>
    onChange(ordered.filter((one) => (one === scope ? isOn : value.includes(one))));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">What it may do</legend>
      {error && (
        <p role="alert" className="text-brick text-sm">
          {error}
        </p>
      )}
      {ordered.map((scope) => (
        <Checkbox key={scope} checked={value.includes(scope)} onCheckedChange={(on) => set(scope, on === true)}>
          <code className="font-mono text-xs">{scope}</code>
          <span className="text-ink-soft"> {scopeWords[scope]}</span>
        </Checkbox>
      ))}
    </fieldset>
  );
}
