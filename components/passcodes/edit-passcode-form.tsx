"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { ExpiryChoice } from "@/components/forms/expiry-choice";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { Span } from "@/components/time/span";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import {
  changesFrom,
  type EditPasscodeForm as EditForm,
  editPasscodeSchema,
  type PasscodeEdit,
  toEditForm,
} from "./edit-passcode-schema";
import { LimitNotice } from "./limit-notice";
import type { PasscodeHome } from "./passcode-actions";
import { daysHint } from "./passcode-fields";
import { VersionConflict } from "./version-conflict";

const fields = { name: "name", contact_email: "contact", expires_in_days: "days" } as const;

type EditPasscodeFormProps = {
  passcode: PasscodeView;
  update: Command<PasscodeView>;
  read: Command<PasscodeView>;
  home: PasscodeHome;
  onUpdated: (updated: PasscodeView) => void;
  onUnchanged: () => void;
  onRefused: () => void;
};

/** Sends what was changed with the version that it was changed from. Who is second sees both, and decides. */
export function EditPasscodeForm(props: EditPasscodeFormProps) {
  const { update, read, home, onUpdated, onUnchanged, onRefused } = props;
  const [base, setBase] = useState({ passcode: props.passcode, before: null as PasscodeView | null });
  const [isFull, setFull] = useState(false);
  const form = useForm<EditForm, unknown, PasscodeEdit>({
    resolver: zodResolver(editPasscodeSchema),
    defaultValues: toEditForm(props.passcode),
  });
  const typed = useWatch({ control: form.control }) as EditForm;
  const { errors, isSubmitting } = form.formState;
  const { passcode } = base;
  const takeNewer = async () => {
    const newer = await read({ id: passcode.id }).catch(() => null);
    if (!newer?.ok) return showFailure(form, newer, fields);
    setBase({ passcode: newer.data, before: passcode });
    form.reset(toEditForm(newer.data), { keepDirtyValues: true });
  };
  const send = form.handleSubmit(async (edit) => {
    const changes = changesFrom(passcode, edit);
    if (Object.keys(changes).length === 0) return onUnchanged();
    const input = { id: passcode.id, version: passcode.version, ...changes };
    const result = await update(input).catch(() => null);
    if (result?.ok) return onUpdated(result.data);
    setFull(result?.code === "passcode_limit_reached");
    if (result) onRefused();
    if (result?.code === "version_conflict") return takeNewer();
    showFailure(form, result, fields);
  });
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
      {base.before && <VersionConflict before={base.before} now={passcode} typed={typed} />}
      {isFull && home.leastUsed.length > 0 ? (
        <LimitNotice {...home} />
      ) : (
        errors.root && <Alert wrong>{errors.root.message}</Alert>
      )}
      <Field label="Name" error={errors.name?.message}>
        {(ids) => <Input autoComplete="off" {...ids} {...form.register("name")} />}
      </Field>
      <Field label="Contact e-mail (optional)" error={errors.contact?.message}>
        {(ids) => <Input type="email" autoComplete="off" spellCheck={false} {...ids} {...form.register("contact")} />}
      </Field>
      <Controller
        control={form.control}
        name="expiry"
        render={({ field }) => (
          <ExpiryChoice value={field.value} onChange={field.onChange} keep={<Kept at={passcode.expires_at} />} />
        )}
      />
      {typed.expiry === "days" && (
        <Field label="Days until it expires" hint={daysHint(home.maxLifetimeDays)} error={errors.days?.message}>
          {(ids) => (
            <Input inputMode="numeric" autoComplete="off" className="w-28" {...ids} {...form.register("days")} />
          )}
        </Field>
      )}
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton pending={isSubmitting}>Update</SubmitButton>
      </DialogActions>
    </form>
  );
}

/** The end as it is. */
function Kept({ at }: { at: string | null }) {
  return at ? (
    <>
      As it is (<Span at={at} />)
    </>
  ) : (
    "As it is (forever)"
  );
}
