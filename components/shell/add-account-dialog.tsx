"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { nameSchema } from "@/lib/core/name";

const schema = z.object({ name: nameSchema("Account name") });
const fields = { name: "name" } as const;

type AddAccountDialogProps = {
  add: Command<{ account_id: string }>;
  switchTo: Command<null>;
  onReady: () => void;
  onClose: () => void;
};

/** One more account with the reader as its first administrator, and on to it. */
export function AddAccountDialog({ add, switchTo, onReady, onClose }: AddAccountDialogProps) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: "" } });
  const [madeId, setMadeId] = useState<string | null>(null);
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const send = form.handleSubmit(async (input) => {
    const made = madeId ?? (await make(input));
    if (!made) return;
    const result = await switchTo({ account: made }).catch(() => null);
    if (result?.ok) return onReady();
    showFailure(form, result, {});
  });
  const make = async (input: z.output<typeof schema>) => {
    const result = await add(input).catch(() => null);
    if (!result?.ok) return showFailure(form, result, fields);
    setMadeId(result.data.account_id);
    return result.data.account_id;
  };
  const isLeaving = isSubmitSuccessful && !errors.root && !errors.name;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        heading="New account"
        description="Its passcodes, users, policies and audit log are its own. You are its first administrator."
      >
        <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid gap-4">
          {errors.root && <Alert wrong>{errors.root.message}</Alert>}
          <Field label="Account name" hint="Your company or project." error={errors.name?.message}>
            {(ids) => <Input autoComplete="off" {...ids} {...form.register("name")} />}
          </Field>
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton pending={isSubmitting || isLeaving}>Create account</SubmitButton>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
