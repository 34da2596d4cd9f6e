import type { Metadata } from "next";
import { Suspense } from "react";
import { readTablePage } from "@/components/data-table/read-table-page";
import { TableLoading } from "@/components/data-table/table-loading";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { PageHead } from "@/components/shell/page-head";
import { Alert } from "@/components/ui/alert";
import { UsersPanel } from "@/components/users/users-panel";
import { toUsersInput, usersShape } from "@/components/users/users-view";
import { readAccount } from "@/lib/core/account/read-account";
import { may } from "@/lib/core/permissions";
import { listUsers } from "@/lib/core/user/list-users";
import { callerOf } from "@/lib/web/caller";
import { requireSession, type Session } from "@/lib/web/session";
import { allowedActions } from "./allowed-actions";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const session = await requireSession("/users");
  if (!may(session.actor, "user.list")) {
    return (
      <>
        <PageHead heading="Users" />
        <Alert>Your role does not show the account's users. Ask an administrator if you need them.</Alert>
      </>
    );
  }
  return (
    <Suspense fallback={<TableLoading heading="Users" />}>
      <Users session={session} params={params} />
    </Suspense>
  );
}

async function Users({ session, params }: { session: Session; params: SearchParams }) {
  const caller = await callerOf(session);
  const { actor } = session;
  const asked = readTableView(params, usersShape);
  const shown = await readTablePage(asked, (page) => listUsers(caller, { ...toUsersInput(asked), ...page }));
  const { policy } = await readAccount(caller, {});
  const home = {
    selfId: actor.membershipId,
    mayAppoint: may(actor, "user.appoint-admin"),
    maxLifetimeDays: policy.max_lifetime_days,
  };
  return <UsersPanel {...shown} {...{ home }} actions={allowedActions(actor)} now={new Date().toISOString()} />;
}
