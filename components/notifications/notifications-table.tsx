"use client";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { FilterSelect } from "@/components/data-table/filter-select";
import type { TableView } from "@/components/data-table/table-view";
import { useTableAddress } from "@/components/data-table/use-table-address";
import { Button } from "@/components/ui/button";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";
import { notificationColumns } from "./notification-columns";
import { kindOptions, kindsInWords, stateOptions } from "./notification-words";
import { notificationsShape } from "./notifications-view";

type NotificationsTableProps = {
  data: DeliveryView[];
  matchingCount: number;
  view: TableView;
  mayRetry: boolean;
};

const idOf = ({ id }: DeliveryView) => id;
const filters = [
  { name: "state", label: "State", options: stateOptions },
  { name: "kind", label: "Kind", options: kindOptions },
] as const;

/** The mails that the address asks for. */
export function NotificationsTable({ data, matchingCount, view, mayRetry }: NotificationsTableProps) {
  const address = useTableAddress(view, notificationsShape);
  const columns = useMemo(() => notificationColumns(mayRetry), [mayRetry]);
  const { filters: chosen } = address.view;
  return (
    <DataTable
      caption="Notifications"
      {...{ columns, data, address }}
      rowCount={matchingCount}
      rowId={idOf}
      rowName={kindsInWords}
      searchLabel="Search notifications"
      csvHref={`/notifications.csv${address.search}`}
      filters={filters.map(({ name, label, options }) => (
        <FilterSelect
          key={name}
          {...{ label, options }}
          value={chosen[name]}
          onChange={(value) => address.narrow({ [name]: value })}
        />
      ))}
      empty={
        <span className="inline-grid justify-items-center gap-3">
          {view.q ? `Nothing has “${view.q}” in recipient, name or subject.` : "Nothing fits these filters."}
          <Button onClick={address.showAll}>Show all</Button>
        </span>
      }
    />
  );
}
