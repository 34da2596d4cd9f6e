"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useCallback, useState } from "react";
import { BulkWork } from "@/components/data-table/bulk-work";
import { CreateButton } from "@/components/data-table/create-button";
import { isNarrowed, type TableView } from "@/components/data-table/table-view";
import { useSelection } from "@/components/data-table/use-selection";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import { Button } from "@/components/ui/button";
import type { UserView } from "@/lib/core/user/user-view";
import { BulkUsersDialog, bulkUserDeeds } from "./bulk-users-dialog";
import { OnlyYou } from "./only-you";
import type { UserActions, UserHome } from "./user-actions";
import { type OpenUserDialog, UserDialogs } from "./user-dialogs";
import { UsersProvider } from "./users-context";
import { UsersTable } from "./users-table";

type UsersPanelProps = {
  /** The rows of this page, and how many match on all. */
  data: UserView[];
  matchingCount: number;
  view: TableView;
  home: UserHome;
  actions: UserActions;
  now: string;
};

const inviteButtonId = "invite-users";

/** The users' page: the table, and what can be done with the people in it. */
export function UsersPanel({ data, matchingCount, view, home, actions, now }: UsersPanelProps) {
  const [dialog, setDialog] = useState<OpenUserDialog | null>(null);
  const { changeMany, readMany } = actions;
  const selection = useSelection(data);
  const invite = useCallback(() => setDialog({ kind: "invite", from: inviteButtonId }), []);
  const close = useCallback(() => setDialog(null), []);
  const isAlone = matchingCount === 1 && !isNarrowed(view);
  return (
    <NowProvider now={now}>
      <PageHead heading="Users" stays>
        <div className="flex grow items-center justify-end gap-2">
          <Button asChild look="ghost">
            <Link href="/users/roles">Roles</Link>
          </Button>
          {actions.invite && (
            <CreateButton id={inviteButtonId} tip="Invite users" onOpen={invite}>
              <Plus aria-hidden />
              Invite
            </CreateButton>
          )}
        </div>
      </PageHead>
      <UsersProvider value={{ actions, home, open: setDialog }}>
        <UsersTable
          {...{ data, matchingCount, view }}
          mayChange={actions.update !== null}
          selection={changeMany ? { selected: selection.selected, onChange: selection.setSelected } : undefined}
        />
      </UsersProvider>
      {isAlone && <OnlyYou onInvite={actions.invite && invite} />}
      {changeMany && (
        <BulkWork noun="users" deeds={bulkUserDeeds} selection={selection} fallbackId={inviteButtonId}>
          {(kind, dialog) => <BulkUsersDialog {...{ kind, home, changeMany, readMany }} {...dialog} />}
        </BulkWork>
      )}
      <UserDialogs
        open={dialog}
        {...{ close, actions, home }}
        fallbackId={inviteButtonId}
        onDeleted={({ id }) => selection.drop(id)}
      />
    </NowProvider>
  );
}
