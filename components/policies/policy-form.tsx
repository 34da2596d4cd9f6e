"use client";
import type { Command } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AccountView } from "@/lib/core/account/account-view";
import { PasscodePolicy } from "./passcode-policy";
import { ReminderPolicy } from "./reminder-policy";
import { SignInPolicy } from "./sign-in-policy";
import { TestMail } from "./test-mail";
import { TokenPolicy } from "./token-policy";
import { usePolicy } from "./use-policy";

/** Whom a policy reaches once it is switched on. */
export type PolicyReach = { usedPasscodes: readonly string[]; withoutTotp: number; hasTotp: boolean };

type PolicyFormProps = {
  account: AccountView;
  reach: PolicyReach;
  timeZones: readonly string[];
  update: Command<AccountView>;
  read: Command<AccountView>;
  /** Null where the reader may not. */
  sendTestMail: Command<{ to: string }> | null;
};

/** All policies of an account, sent together; what was not touched is not sent. */
export function PolicyForm({ reach, timeZones, sendTestMail, ...props }: PolicyFormProps) {
  const { form, base, isSecond, send } = usePolicy(props);
  const { errors, isSubmitting } = form.formState;
  return (
    <form method="post" noValidate autoComplete="off" onSubmit={send} className="grid max-w-2xl">
      {isSecond && (
        <Alert wrong>
          Somebody else has changed the policies meanwhile. What you did not touch is now as they left it; nothing of
          yours is saved yet. <strong>Update</strong> lays what you changed over theirs.
        </Alert>
      )}
      {errors.root && <Alert wrong>{errors.root.message}</Alert>}
      <PasscodePolicy form={form} isOn={base.policy.user_passcodes_only} used={reach.usedPasscodes} />
      <SignInPolicy form={form} isOn={base.policy.totp_required} reach={reach} />
      <TokenPolicy form={form} />
      <ReminderPolicy form={form} timeZones={timeZones}>
        {sendTestMail && <TestMail sendTestMail={sendTestMail} />}
      </ReminderPolicy>
      <div className="sticky bottom-0 mt-6 border-t bg-paper py-3">
        <SubmitButton pending={isSubmitting}>Update policies</SubmitButton>
      </div>
    </form>
  );
}
