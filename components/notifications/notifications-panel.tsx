"use client";
import { isNarrowed, type TableView } from "@/components/data-table/table-view";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";
import { NothingSent } from "./nothing-sent";
import type { NotificationActions } from "./notification-actions";
import { NotificationsNotices } from "./notifications-notices";
import { NotificationsTable } from "./notifications-table";
import { RetryPlace } from "./retry-place";
import { SendWarnings } from "./send-warnings";
import { useRefreshWhileWaiting } from "./use-refresh-while-waiting";

type NotificationsPanelProps = {
  /** The rows of this page, and how many match on all. */
  data: DeliveryView[];
  matchingCount: number;
  view: TableView;
  home: { hasMailServer: boolean; failedCount: number; seesAll: boolean };
  actions: NotificationActions;
  now: string;
};

/** What was told to whom: the table, and what can be done about it. */
export function NotificationsPanel({ home, actions, now, ...rows }: NotificationsPanelProps) {
  const { retry, sendWarnings } = actions;
  useRefreshWhileWaiting(rows.data, now);
  const isEmpty = rows.matchingCount === 0 && !isNarrowed(rows.view);
  const table = <NotificationsTable {...rows} mayRetry={retry !== null} />;
  return (
    <NowProvider now={now}>
      <PageHead heading="Notifications" stays>
        {sendWarnings && <SendWarnings sendWarnings={sendWarnings} />}
      </PageHead>
      <NotificationsNotices {...home} showsFailed={rows.view.filters.state === "failed"} />
      {isEmpty && <NothingSent seesAll={home.seesAll} />}
      {!isEmpty && (retry ? <RetryPlace retry={retry}>{table}</RetryPlace> : table)}
    </NowProvider>
  );
}
