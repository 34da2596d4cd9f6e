"use client";
import { ConfirmActions } from "@/components/forms/confirm-actions";
import type { DialogProps } from "@/components/forms/dialog-place";
import { type Command, useCommand } from "@/components/forms/use-command";
import { Alert } from "@/components/ui/alert";
import type { UserView } from "@/lib/core/user/user-view";
import { type Invited, LinksDialog } from "./links-dialog";

type RenewInvitationDialogProps = DialogProps & { user: UserView; renew: Command<Invited> };

/** A new link for who has not joined yet; the old one dies. */
export function RenewInvitationDialog({ user, renew, ...dialog }: RenewInvitationDialogProps) {
  const { run, isPending, error } = useCommand(renew);
  return (
    <LinksDialog heading={`New link for ${user.name}`} {...dialog}>
      {(onInvited) => (
        <>
          {error && <Alert wrong>{error}</Alert>}
          <p className="text-sm">
            For a link that was lost or has ended. The one that {user.email} has stops opening at once.
          </p>
          <ConfirmActions
            type="button"
            pending={isPending}
            onClick={() => run({ id: user.id }, { done: (made) => onInvited([made]), refused: dialog.onChanged })}
          >
            Make a new link
          </ConfirmActions>
        </>
      )}
    </LinksDialog>
  );
}
