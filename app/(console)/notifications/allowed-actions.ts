import type { NotificationActions } from "@/components/notifications/notification-actions";
import type { Actor } from "@/lib/core/context";
import { allowedTo } from "@/lib/web/allowed-to";
import * as actions from "./actions";

/** What an actor may do with notifications: the rest is not shown. The commands ask again. */
export function allowedActions(actor: Actor): NotificationActions {
  const allowed = allowedTo(actor);
  return {
    retry: allowed("delivery.retry", actions.retryDelivery),
    sendWarnings: allowed("notice.send-warnings", actions.sendWarnings),
  };
}
