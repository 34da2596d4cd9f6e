"use client";
import { createColumnHelper } from "@tanstack/react-table";
import Link from "next/link";
import { actionsColumn } from "@/components/data-table/actions-column";
import type { Features } from "@/components/data-table/features";
import { RowMenu } from "@/components/data-table/row-menu";
import { BothWays } from "@/components/time/both-ways";
import { HintChip } from "@/components/ui/hint-chip";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { deedsFor } from "./deeds";
import type { OpenDialog } from "./passcode-dialogs";
import { StatusMark } from "./status-mark";

const helper = createColumnHelper<Features, PasscodeView>();
const soft = (text: string) => <span className="text-ink-soft">{text}</span>;

/** The columns of the passcodes' table; the sorted ones are called as the core calls them. @param open null where the reader may do nothing. */
export const passcodeColumns = (open: ((dialog: OpenDialog) => void) | null) =>
  helper.columns([
    helper.accessor("name", {
      header: "Name",
      enableHiding: false,
      sortDescFirst: false,
      meta: { label: "Name", place: "head", className: "wrap-anywhere wide:max-w-72 wide:min-w-36" },
      cell: ({ row: { original } }) => (
        <Link href={`/passcodes/${original.id}`} prefetch={false} className="hover:underline">
          {original.name}
        </Link>
      ),
    }),
    helper.accessor("hint", {
      header: "Hint",
      enableSorting: false,
      meta: { label: "Hint", place: "tag" },
      cell: ({ getValue }) => <HintChip hint={getValue()} />,
    }),
    helper.accessor("status", {
      header: "Status",
      enableSorting: false,
      meta: { label: "Status", place: "tag" },
      cell: ({ getValue }) => (
        <>
          <StatusMark status={getValue()} />
          {getValue() === "expired" && <span className="block text-ink-soft text-xs">best deleted</span>}
        </>
      ),
    }),
    helper.accessor("expires_at", {
      header: "Expires",
      sortDescFirst: false,
      meta: { label: "Expires" },
      cell: ({ row: { original } }) => (original.expires_at ? <BothWays at={original.expires_at} /> : soft("Forever")),
    }),
    helper.accessor("contact_email", {
      header: "Contact",
      enableSorting: false,
      meta: { label: "Contact", className: "wrap-anywhere wide:max-w-44" },
      cell: ({ row: { original } }) => original.contact_email ?? soft("None"),
    }),
    helper.accessor("created_by", {
      header: "Created by",
      enableSorting: false,
      meta: { label: "Created by", className: "wrap-anywhere wide:max-w-32" },
    }),
    helper.accessor("created_at", {
      header: "Created",
      sortDescFirst: true,
      meta: { label: "Created" },
      cell: ({ getValue }) => <BothWays at={getValue()} />,
    }),
    helper.accessor("last_used_at", {
      header: "Last used",
      sortDescFirst: true,
      meta: { label: "Last used" },
      cell: ({ row: { original } }) =>
        original.last_used_at ? <BothWays at={original.last_used_at} /> : soft("Never"),
    }),
    ...(open
      ? [
          actionsColumn<PasscodeView>((passcode) => (
            <RowMenu
              row={passcode}
              deeds={deedsFor(passcode)}
              onOpen={(kind, from) => open({ kind, passcode, from })}
            />
          )),
        ]
      : []),
  ]);
