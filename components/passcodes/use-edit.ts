import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import {
  changesFrom,
  type EditPasscodeForm,
  editPasscodeSchema,
  type PasscodeEdit,
  toEditForm,
} from "./edit-passcode-schema";
import type { PasscodeHome } from "./passcode-actions";

const fields = { name: "name", contact_email: "contact", expires_in_days: "days" } as const;

export type EditProps = {
  passcode: PasscodeView;
  update: Command<PasscodeView>;
  read: Command<PasscodeView>;
  home: PasscodeHome;
  onUpdated: (updated: PasscodeView) => void;
  onUnchanged: () => void;
  onRefused: () => void;
};

/**
 * The edit of a passcode: sends what was changed with the version that it was changed from. On a conflict the newer one is read,
 * what was not typed here follows it, what was typed stays; nothing is sent until it is asked for again (SECURITY.md C4).
 */
export function useEdit({ update, read, onUpdated, onUnchanged, onRefused, ...props }: EditProps) {
  const [base, setBase] = useState({ passcode: props.passcode, before: null as PasscodeView | null });
  const [isFull, setFull] = useState(false);
  const form = useForm<EditPasscodeForm, unknown, PasscodeEdit>({
    resolver: zodResolver(editPasscodeSchema),
    defaultValues: toEditForm(props.passcode),
  });
  const typed = useWatch({ control: form.control }) as EditPasscodeForm;
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
  return { form, typed, base, isFull, send };
}
