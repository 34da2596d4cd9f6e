"use client";
import { createColumnHelper } from "@tanstack/react-table";
import { Ban, RefreshCw } from "lucide-react";
import { actionsColumn } from "@/components/data-table/actions-column";
import type { Features } from "@/components/data-table/features";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Deed } from "@/components/forms/deed";
import { BothWays } from "@/components/time/both-ways";
import { useNow } from "@/components/time/now";
import { HintChip } from "@/components/ui/hint-chip";
import type { PrivateTokenView } from "@/lib/core/private-token/private-token-view";

const helper = createColumnHelper<Features, PrivateTokenView>();

export type PrivateTokenDeed = "rotate" | "revoke";
const rotate: Deed<PrivateTokenDeed> = { kind: "rotate", label: "Rotate", icon: RefreshCw };
const revoke: Deed<PrivateTokenDeed> = { kind: "revoke", label: "Revoke", icon: Ban, danger: true };

type OnOpen = (kind: PrivateTokenDeed, token: PrivateTokenView, from: string) => void;

/** The columns of one's own private tokens. @param onOpen opens a dialog; stable between renders. */
export const privateTokenColumns = (onOpen: OnOpen) =>
  helper.columns([
    helper.accessor("name", {
      header: "Name",
      enableHiding: false,
      sortDescFirst: false,
      meta: { label: "Name", place: "head", className: "wrap-anywhere wide:max-w-64 wide:min-w-36" },
    }),
    helper.accessor("hint", {
      header: "Token",
      enableSorting: false,
      meta: { label: "Token" },
      cell: ({ getValue }) => <HintChip hint={getValue()} />,
    }),
    helper.accessor("expires_at", {
      header: "Ends",
      sortDescFirst: false,
      meta: { label: "Ends" },
      cell: ({ getValue }) => <BothWays at={getValue()} />,
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
      sortDescFirst: true,
      meta: { label: "Created" },
      cell: ({ getValue }) => <BothWays at={getValue()} />,
    }),
    actionsColumn<PrivateTokenView>((token) => <TokenMenu {...{ token, onOpen }} />),
  ]);

/** What has expired is not rotated: another one is created. */
function TokenMenu({ token, onOpen }: { token: PrivateTokenView; onOpen: OnOpen }) {
  const isLive = Date.parse(token.expires_at) > useNow();
  return (
    <RowMenu
      row={{ id: String(token.number), name: token.name }}
      deeds={isLive ? [rotate, revoke] : [revoke]}
      onOpen={(kind, from) => onOpen(kind, token, from)}
    />
  );
}
