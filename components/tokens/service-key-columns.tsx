"use client";
import { createColumnHelper } from "@tanstack/react-table";
import { Ban } from "lucide-react";
import { actionsColumn } from "@/components/data-table/actions-column";
import type { Features } from "@/components/data-table/features";
import { RowMenu } from "@/components/data-table/row-menu";
import { BothWays } from "@/components/time/both-ways";
import { HintChip } from "@/components/ui/hint-chip";
import type { ServiceKeyView } from "@/lib/core/service-key/service-key-view";

const helper = createColumnHelper<Features, ServiceKeyView>();
const soft = (text: string) => <span className="text-ink-soft">{text}</span>;
const revoke = { kind: "revoke", label: "Revoke", icon: Ban, danger: true } as const;

/** The columns of the service keys. @param onRevoke opens the dialog; stable between renders. */
export const serviceKeyColumns = (onRevoke: (key: ServiceKeyView, from: string) => void) =>
  helper.columns([
    helper.accessor("name", {
      header: "Name",
      enableSorting: false,
      enableHiding: false,
      meta: { label: "Name", place: "head", className: "wrap-anywhere wide:max-w-52 wide:min-w-32" },
    }),
    helper.accessor("hint", {
      header: "Key",
      enableSorting: false,
      meta: { label: "Key" },
      cell: ({ getValue }) => <HintChip hint={getValue()} />,
    }),
    helper.accessor("scopes", {
      header: "Scopes",
      enableSorting: false,
      meta: { label: "Scopes", className: "wide:max-w-72" },
      cell: ({ getValue }) => <code className="wrap-anywhere font-mono text-xs">{getValue().join(" ")}</code>,
    }),
    helper.accessor("last_used_at", {
      header: "Last used",
      enableSorting: false,
      meta: { label: "Last used" },
      cell: ({ getValue }) => At(getValue(), "Never"),
    }),
    helper.accessor("expires_at", {
      header: "Ends",
      enableSorting: false,
      meta: { label: "Ends" },
      cell: ({ getValue }) => At(getValue(), "Never"),
    }),
    helper.accessor("created_at", {
      header: "Created",
      enableSorting: false,
      meta: { label: "Created" },
      cell: ({ getValue }) => <BothWays at={getValue()} />,
    }),
    helper.accessor("created_by", {
      header: "Created by",
      enableSorting: false,
      meta: { label: "Created by", className: "wrap-anywhere wide:max-w-40" },
    }),
    actionsColumn<ServiceKeyView>((key) => (
      <RowMenu row={key} deeds={[revoke]} onOpen={(_kind, from) => onRevoke(key, from)} />
    )),
  ]);

const At = (at: string | null, none: string) => (at ? <BothWays at={at} /> : soft(none));
