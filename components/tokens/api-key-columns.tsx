"use client";
import { createColumnHelper } from "@tanstack/react-table";
import { Ban, RefreshCw } from "lucide-react";
import { actionsColumn } from "@/components/data-table/actions-column";
import type { Features } from "@/components/data-table/features";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Deed } from "@/components/forms/deed";
import { BothWays } from "@/components/time/both-ways";
import { HintChip } from "@/components/ui/hint-chip";
import type { ListedApiKey } from "@/lib/core/api-key/list-api-keys";

const helper = createColumnHelper<Features, ListedApiKey>();

export type ApiKeyDeed = "replace" | "revoke";
const replace: Deed<ApiKeyDeed> = { kind: "replace", label: "Replace", icon: RefreshCw };
const revoke: Deed<ApiKeyDeed> = { kind: "revoke", label: "Revoke", icon: Ban, danger: true };

type Menu = { mayReplace: boolean; onOpen: (kind: ApiKeyDeed, key: ListedApiKey, from: string) => void };

/** The columns of the users' API keys. @param menu `onOpen` opens a dialog; stable between renders. */
export const apiKeyColumns = ({ mayReplace, onOpen }: Menu) =>
  helper.columns([
    helper.accessor("user_name", {
      header: "User",
      enableSorting: false,
      enableHiding: false,
      meta: { label: "User", place: "head", className: "wrap-anywhere wide:max-w-64 wide:min-w-36" },
      cell: ({ row: { original } }) => (
        <>
          {original.user_name}
          <span className="block font-normal text-ink-soft text-xs leading-tight">{original.user_email}</span>
        </>
      ),
    }),
    helper.accessor("hint", {
      header: "Key",
      enableSorting: false,
      meta: { label: "Key" },
      cell: ({ getValue }) => <HintChip hint={getValue()} />,
    }),
    helper.accessor("last_used_at", {
      header: "Last used",
      enableSorting: false,
      meta: { label: "Last used" },
      cell: ({ row: { original } }) =>
        original.last_used_at ? <BothWays at={original.last_used_at} /> : <span className="text-ink-soft">Never</span>,
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
    actionsColumn<ListedApiKey>((key) => (
      <RowMenu
        row={{ id: String(key.number), name: `${key.user_name}'s API key` }}
        deeds={mayReplace ? [replace, revoke] : [revoke]}
        onOpen={(kind, from) => onOpen(kind, key, from)}
      />
    )),
  ]);
