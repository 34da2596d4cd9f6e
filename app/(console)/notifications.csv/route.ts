import type { NextRequest } from "next/server";
import { readTableView } from "@/components/data-table/table-view";
import { channelWords, deliveryMarks, kindsInWords, namesInWords } from "@/components/notifications/notification-words";
import { notificationsShape, toDeliveriesInput } from "@/components/notifications/notifications-view";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";
import { listDeliveries } from "@/lib/core/delivery/list-deliveries";
import { answerCsv, type CsvColumn } from "@/lib/web/answer-csv";

const columns: CsvColumn<DeliveryView>[] = [
  ["created_at", "When", ({ created_at }) => created_at],
  ["recipient", "Recipient", ({ recipient }) => recipient],
  ["kinds", "What about", kindsInWords],
  ["names", "Names", namesInWords],
  ["channel", "Channel", ({ channel }) => channelWords[channel]],
  ["state", "State", ({ state }) => deliveryMarks[state].word],
  ["attempts", "Attempts", ({ attempts }) => String(attempts)],
  ["next_attempt_at", "Next attempt", ({ next_attempt_at }) => next_attempt_at ?? ""],
  ["sent_at", "Sent", ({ sent_at }) => sent_at ?? ""],
  ["error", "Mail server's words", ({ error }) => error ?? ""],
];

/** The mails that the table's address asks for, all pages of them, in its visible columns. Instants are RFC 3339 in UTC. */
export function GET(request: NextRequest): Promise<Response> {
  const view = readTableView(Object.fromEntries(request.nextUrl.searchParams), notificationsShape);
  return answerCsv({
    noun: "notifications",
    columns,
    hide: view.hide,
    list: (caller, page) => listDeliveries(caller, { ...toDeliveriesInput(view), ...page }),
  });
}
