import type { Metadata } from "next";
import { Suspense } from "react";
import { readTablePage } from "@/components/data-table/read-table-page";
import { TableLoading } from "@/components/data-table/table-loading";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { NotificationsPanel } from "@/components/notifications/notifications-panel";
import { notificationsShape, toDeliveriesInput } from "@/components/notifications/notifications-view";
import { listDeliveries } from "@/lib/core/delivery/list-deliveries";
import { may } from "@/lib/core/permissions";
import { callerOf } from "@/lib/web/caller";
import { requireSession, type Session } from "@/lib/web/session";
import { allowedActions } from "./allowed-actions";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const session = await requireSession("/notifications");
  return (
    <Suspense fallback={<TableLoading heading="Notifications" />}>
      <Notifications session={session} params={params} />
    </Suspense>
  );
}

async function Notifications({ session, params }: { session: Session; params: SearchParams }) {
  const caller = await callerOf(session);
  const asked = readTableView(params, notificationsShape);
  const { data, matchingCount, view, ...more } = await readTablePage(asked, (page) =>
    listDeliveries(caller, { ...toDeliveriesInput(asked), ...page }),
  );
  const home = {
    hasMailServer: more.has_mail_server,
    failedCount: more.failed_count,
    seesAll: may(session.actor, "delivery.read-all"),
  };
  return (
    <NotificationsPanel
      {...{ data, matchingCount, view, home }}
      actions={allowedActions(session.actor)}
      now={new Date().toISOString()}
    />
  );
}
