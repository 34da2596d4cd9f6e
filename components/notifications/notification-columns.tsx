"use client";
import { createColumnHelper } from "@tanstack/react-table";
import { Send } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { actionsColumn } from "@/components/data-table/actions-column";
import type { Features } from "@/components/data-table/features";
import { RowMenu } from "@/components/data-table/row-menu";
import { BothWays } from "@/components/time/both-ways";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";
import { DeliveryState } from "./delivery-state";
import { isRetryable } from "./notification-actions";
import { channelWords, kindsInWords, namesInWords } from "./notification-words";
import { useRetrying } from "./retry-place";

const helper = createColumnHelper<Features, DeliveryView>();
const again = [{ kind: "retry", label: "Send again", icon: Send, atOnce: true }] as const;

/** The columns of the notifications. @param mayRetry whether rows have a menu */
export const notificationColumns = (mayRetry: boolean) =>
  helper.columns([
    helper.accessor("kinds", {
      header: "What about",
      enableHiding: false,
      enableSorting: false,
      meta: { label: "What about", place: "head", className: "wide:max-w-80 wide:min-w-48" },
      cell: ({ row }) => <About delivery={row.original} />,
    }),
    helper.accessor("recipient", {
      header: "Recipient",
      sortDescFirst: false,
      meta: { label: "Recipient", className: "wrap-anywhere wide:max-w-56" },
    }),
    helper.accessor("created_at", {
      header: "When",
      enableHiding: false,
      sortDescFirst: true,
      meta: { label: "When" },
      cell: ({ getValue }) => <BothWays at={getValue()} />,
    }),
    helper.accessor("channel", {
      header: "Channel",
      enableSorting: false,
      meta: { label: "Channel" },
      cell: ({ getValue }) => channelWords[getValue()],
    }),
    helper.accessor("state", {
      header: "State",
      enableHiding: false,
      enableSorting: false,
      meta: { label: "State", className: "wide:max-w-64" },
      cell: ({ row }) => <DeliveryState delivery={row.original} />,
    }),
    helper.accessor("attempts", {
      header: "Attempts",
      enableSorting: false,
      meta: { label: "Attempts" },
    }),
    ...(mayRetry ? [actionsColumn<DeliveryView>((delivery) => <Menu delivery={delivery} />)] : []),
  ]);

function About({ delivery }: { delivery: DeliveryView }) {
  const names = namesInWords(delivery);
  return (
    <span className="grid">
      <Link href={`/notifications/${delivery.id}` as Route} prefetch={false} className="hover:underline">
        {kindsInWords(delivery)}
      </Link>
      {names && <span className="wrap-anywhere line-clamp-2 font-normal text-ink-soft text-xs">{names}</span>}
    </span>
  );
}

function Menu({ delivery }: { delivery: DeliveryView }) {
  const retrying = useRetrying();
  const row = { id: delivery.id, name: `${kindsInWords(delivery)} to ${delivery.recipient}` };
  if (!retrying || !isRetryable(delivery)) return null;
  return <RowMenu row={row} deeds={again} onOpen={() => retrying.send(delivery.id)} />;
}
