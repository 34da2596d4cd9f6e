"use client";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { DaysChoice, endOfDays, useDaysChoice } from "@/components/forms/days-choice";
import { usualDays } from "@/components/forms/days-field";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { EndChange } from "@/components/time/end-change";
import { useNow } from "@/components/time/now";
import { When } from "@/components/time/when";
import type { UserView } from "@/lib/core/user/user-view";
import { useUserCommand } from "./use-user-command";
import { grantedOf } from "./user-actions";
import { validityField, validityHint, validityWords } from "./validity-fields";

type ValidityDialogProps = DialogProps & {
  user: UserView;
  send: Command<UserView>;
  maxLifetimeDays: number | null;
  /** It is the first one that he gets, not another end. */
  grants?: boolean;
};

/** How long a user's passcode is valid: of a new one, or from now on. */
export function ValidityDialog({ user, send, maxLifetimeDays, grants = false, ...dialog }: ValidityDialogProps) {
  const choice = useDaysChoice(validityField, usualDays(maxLifetimeDays));
  const end = endOfDays(choice.days, useNow());
  const said = grants ? `${user.name} has a passcode` : `The validity of ${user.name}'s passcode is changed`;
  const description = grants ? `Shown to ${user.name} alone, under Settings › My passcode.` : undefined;
  const command = useUserCommand(send, dialog, { said, description });
  return (
    <ConfirmDialog
      heading={grants ? `Grant ${user.name} a passcode` : `Validity of ${user.name}'s passcode`}
      label={grants ? "Grant" : "Change"}
      {...command}
      hold={choice.days === undefined}
      onConfirm={() => command.send({ id: user.id, validity_days: choice.days })}
      onCloseAutoFocus={dialog.onCloseAutoFocus}
    >
      {grants && (
        <p className="text-sm">
          {user.name} calls the API with it in their own name. You never see it: it is shown to them alone, under
          Settings › My passcode.
        </p>
      )}
      <DaysChoice choice={choice} words={validityWords} hint={validityHint(maxLifetimeDays)} />
      <p className="text-ink-soft text-sm">{grants ? <NewEnd at={end} /> : <MovedEnd user={user} end={end} />}</p>
    </ConfirmDialog>
  );
}

function NewEnd({ at }: { at: string | null | undefined }) {
  if (at === undefined) return "Its end comes from the days that you type.";
  return at === null ? (
    "It never expires, until you change or revoke it."
  ) : (
    <>
      It expires <When at={at} />.
    </>
  );
}

function MovedEnd({ user, end }: { user: UserView; end: string | null | undefined }) {
  const granted = grantedOf(user);
  const revives = granted?.status === "expired" && end !== undefined;
  return (
    <>
      Expiry: <EndChange from={granted?.expires_at ?? null} to={end} never="infinite" />.
      {revives && " It has expired, and works again."}
    </>
  );
}
