import type { Command } from "@/components/forms/use-command";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";

/** What the reader may do with notifications; null where he may not. */
export type NotificationActions = {
  retry: Command<null> | null;
  sendWarnings: Command<{ written: number }> | null;
};

/** Whether there is anything to send again: what is sent, cancelled or queued is left alone. */
export const isRetryable = ({ state }: Pick<DeliveryView, "state">) => state === "failed" || state === "retrying";
