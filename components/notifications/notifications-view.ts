import type { TableShape, TableView } from "@/components/data-table/table-view";
import type { DeliverySort } from "@/lib/core/delivery/delivery-order";
import { type DeliveryView, deliveryStates } from "@/lib/core/delivery/delivery-view";
import { type NoticeKind, noticeKinds } from "@/lib/core/notice/notice-kinds";

const isState = (text: string | undefined): text is DeliveryView["state"] =>
  deliveryStates.some((state) => state === text);
const isKind = (text: string | undefined): text is NoticeKind => noticeKinds.some((kind) => kind === text);

/** What the address of the notifications may say; the newest first. */
export const notificationsShape: TableShape = {
  sorts: ["-created_at", "created_at", "recipient", "-recipient"],
  columns: ["recipient", "channel", "attempts"],
  hide: ["attempts"],
  filters: { state: isState, kind: isKind },
};

/** A view as the core's list takes it, without its page. */
export function toDeliveriesInput({ q, sort, filters: { state, kind } }: TableView) {
  return {
    ...{ q, sort: sort as DeliverySort },
    ...(isState(state) && { state }),
    ...(isKind(kind) && { kind }),
  };
}
