"use client";
import type { DialogProps } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import type { InvitedView } from "@/lib/core/invitation/invite-users";
import { InviteForm } from "./invite-form";
import { type Invited, LinksDialog } from "./links-dialog";
import type { UserHome } from "./user-actions";

type InviteDialogProps = DialogProps & { invite: Command<{ data: InvitedView[] }>; home: UserHome };

/** From addresses and a role to a link for each. */
export function InviteDialog({ invite, home, ...dialog }: InviteDialogProps) {
  return (
    <LinksDialog heading="Invite users" {...dialog}>
      {(onInvited: (invited: Invited[]) => void) => <InviteForm {...{ invite, home, onInvited }} />}
    </LinksDialog>
  );
}
