"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AccountView } from "@/lib/core/account/account-view";
import { regions } from "@/lib/core/account/policy";
import { nameSchema } from "@/lib/core/name";
import { regionNames } from "./regions";

const schema = z.object({ name: nameSchema("Name"), region: z.enum(regions) });
const fields = { name: "name", region: "region" } as const;
const toForm = ({ name, region }: AccountView) => ({ name, region });

type ProjectFormProps = { account: AccountView; update: Command<AccountView>; read: Command<AccountView> };

/** Name and region of the account. Who is second is told, and keeps what he typed. */
export function ProjectForm(props: ProjectFormProps) {
  const { form, newer, send } = useProject(props);
  const { errors, isSubmitting } = form.formState;
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid max-w-md gap-4">
      {newer && (
        <Alert wrong>
          Somebody else has changed the project meanwhile: it is now “{newer.name}”, in region {newer.region}. Nothing
          of yours is saved yet; <strong>Update</strong> lays it over that.
        </Alert>
      )}
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <Field label="Name" error={errors.name?.message}>
        {(ids) => <Input autoComplete="off" {...ids} {...form.register("name")} />}
      </Field>
      <Field
        label="Region"
        hint="Where your partners call: it decides the host in the samples. Calls to the former host are not moved."
        error={errors.region?.message}
      >
        {(ids) => (
          <Select className="w-full" {...ids} {...form.register("region")}>
            {regions.map((region) => (
              <option key={region} value={region}>{`${regionNames[region]} (${region})`}</option>
            ))}
          </Select>
        )}
      </Field>
      <SubmitButton pending={isSubmitting} className="justify-self-start">
        Update
      </SubmitButton>
    </form>
  );
}

function useProject({ account, update, read }: ProjectFormProps) {
  const router = useRouter();
  const [base, setBase] = useState(account);
  const [newer, setNewer] = useState<AccountView | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: toForm(account) });
  const takeNewer = async () => {
    const present = await read({}).catch(() => null);
    if (!present?.ok) return showFailure(form, present, fields);
    setBase(present.data);
    setNewer(present.data);
    form.reset(toForm(present.data), { keepDirtyValues: true });
  };
  const send = form.handleSubmit(async (input) => {
    if (input.name === base.name && input.region === base.region) return void toast("Nothing was changed");
    const result = await update({ ...input, version: base.version }).catch(() => null);
    if (!result?.ok) {
      return result?.code === "version_conflict" ? takeNewer() : showFailure(form, result, fields);
    }
    setBase(result.data);
    setNewer(null);
    form.reset(toForm(result.data));
    toast.success("The project is updated");
    router.refresh();
  });
  return { form, newer, send };
}
