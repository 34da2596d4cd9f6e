"use client";
import { Controller } from "react-hook-form";
import { ExpiryChoice } from "@/components/forms/expiry-choice";
import { Span } from "@/components/time/span";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { DaysInput } from "./days-input";
import { LimitNotice } from "./limit-notice";
import { type EditProps, useEdit } from "./use-edit";
import { VersionConflict } from "./version-conflict";

/** Name, contact and end; who is second sees what the first made of it beside what he typed. */
export function EditPasscodeForm(props: EditProps) {
  const { home } = props;
  const { form, typed, base, isFull, send } = useEdit(props);
  const { errors, isSubmitting } = form.formState;
  const { passcode } = base;
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
        <DaysInput maxLifetimeDays={home.maxLifetimeDays} error={errors.days?.message} {...form.register("days")} />
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
