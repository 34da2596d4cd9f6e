import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { showFailure } from "@/components/forms/show-failure";
import type { Command } from "@/components/forms/use-command";
import type { AccountView } from "@/lib/core/account/account-view";
import { policyFormSchema, toPolicyChange, toPolicyForm } from "./policy-form-schema";

const fields = {
  "policy.max_lifetime_days": "max_lifetime_days",
  "policy.password_max_age_days": "password_max_age_days",
  "policy.ttl_seconds.session": "ttl_seconds.session",
  "policy.reminder_days": "reminder_days",
  "policy.reminder_recipients.also": "reminder_recipients.also",
  time_zone: "time_zone",
} as const;

type PolicyProps = { account: AccountView; update: Command<AccountView>; read: Command<AccountView> };

/** The policies' form over the version that it was read at. Who is second is told, and keeps what he typed. */
export function usePolicy({ account, update, read }: PolicyProps) {
  const router = useRouter();
  const [base, setBase] = useState(account);
  const [isSecond, setSecond] = useState(false);
  const form = useForm({ resolver: zodResolver(policyFormSchema), defaultValues: toPolicyForm(account) });
  const takeNewer = async () => {
    const present = await read({}).catch(() => null);
    if (!present?.ok) return showFailure(form, present, fields);
    setBase(present.data);
    setSecond(true);
    form.reset(toPolicyForm(present.data), { keepDirtyValues: true });
  };
  const send = form.handleSubmit(async (decision) => {
    const change = toPolicyChange(decision, base);
    if (!change) return void toast("Nothing was changed");
    const result = await update({ ...change, version: base.version }).catch(() => null);
    if (!result?.ok) {
      return result?.code === "version_conflict" ? takeNewer() : showFailure(form, result, fields);
    }
    setBase(result.data);
    setSecond(false);
    form.reset(toPolicyForm(result.data));
    toast.success("The policies are updated", { description: "They hold from the next call and the next page on." });
    router.refresh();
  });
  return { form, base, isSecond, send };
}

export type PolicyFormApi = ReturnType<typeof usePolicy>["form"];
