"use client";
import { createColumnHelper } from "@tanstack/react-table";
import type { Features } from "@/components/data-table/features";
import { Instant } from "@/components/time/instant";
import { Span } from "@/components/time/span";
import { HintChip } from "@/components/ui/hint-chip";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { RowMenu } from "./row-menu";
import { StatusMark, statusWord } from "./status-mark";

const helper = createColumnHelper<Features, PasscodeView>();

/** The columns of the passcodes' table. @param onDelete null where the reader may not. */
export const passcodeColumns = (onDelete: ((passcode: PasscodeView) => void) | null) =>
  helper.columns([
    helper.accessor("name", {
      header: "Name",
      sortFn: "alphanumeric",
      meta: { label: "Name", place: "head", className: "wrap-anywhere lg:max-w-80" },
      cell: ({ getValue }) => getValue(),
    }),
    helper.accessor("hint", {
      header: "Hint",
      enableSorting: false,
      meta: { label: "Hint", place: "tag" },
      cell: ({ getValue }) => <HintChip hint={getValue()} />,
    }),
    helper.accessor(({ status }) => statusWord(status), {
      id: "status",
      header: "Status",
      sortFn: "alphanumeric",
      meta: { label: "Status", place: "tag" },
      cell: ({ row }) => <StatusMark status={row.original.status} />,
    }),
    // Forever sorts after every date.
    helper.accessor(({ expires_at }) => expires_at ?? "9999", {
      id: "expires",
      header: "Expires",
      sortFn: "basic",
      enableGlobalFilter: false,
      meta: { label: "Expires" },
      cell: ({ row: { original } }) =>
        original.expires_at ? <BothWays at={original.expires_at} /> : <span className="text-ink-soft">Forever</span>,
    }),
    helper.accessor("created_by", {
      header: "Created by",
      sortFn: "alphanumeric",
      meta: { label: "Created by", className: "wrap-anywhere lg:max-w-40" },
    }),
    helper.accessor("created_at", {
      header: "Created",
      sortFn: "basic",
      enableGlobalFilter: false,
      meta: { label: "Created" },
      cell: ({ getValue }) => <BothWays at={getValue()} />,
    }),
    ...(onDelete
      ? [
          helper.display({
            id: "actions",
            header: () => <span className="sr-only">Actions</span>,
            meta: { label: "Actions", place: "corner", className: "lg:w-10 lg:text-right" },
            cell: ({ row }) => <RowMenu passcode={row.original} onDelete={onDelete} />,
          }),
        ]
      : []),
  ]);

/** An instant both ways: how far off, and when. */
function BothWays({ at }: { at: string }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 lg:block lg:leading-tight">
      <span className="lg:block">
        <Span at={at} />
      </span>
      <span className="text-ink-soft text-xs">
        <Instant at={at} />
      </span>
    </span>
  );
}
