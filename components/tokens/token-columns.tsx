"use client";
import { createColumnHelper } from "@tanstack/react-table";
import { Ban, LogOut } from "lucide-react";
import { actionsColumn } from "@/components/data-table/actions-column";
import type { Features } from "@/components/data-table/features";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Deed } from "@/components/forms/deed";
import { BothWays } from "@/components/time/both-ways";
import { HintChip } from "@/components/ui/hint-chip";
import { deviceWords } from "@/lib/core/session/device-words";
import type { TokenView } from "@/lib/core/token/token-view";
import { tokenWords } from "./token-words";
import { useTokensAround } from "./tokens-context";

const helper = createColumnHelper<Features, TokenView>();
const soft = (text: string) => <span className="text-ink-soft">{text}</span>;

/** Whose it is, for people. */
export const holderOf = ({ user_name }: TokenView) => user_name ?? "The account";

/** The columns of the tokens' table. */
export const tokenColumns = helper.columns([
  helper.accessor(holderOf, {
    id: "holder",
    header: "Holder",
    enableSorting: false,
    enableHiding: false,
    meta: { label: "Holder", place: "head", className: "wrap-anywhere wide:max-w-56 wide:min-w-36" },
    cell: ({ row: { original } }) => <Holder token={original} />,
  }),
  helper.accessor("kind", {
    header: "Kind",
    enableSorting: false,
    meta: { label: "Kind" },
    cell: ({ row: { original } }) => <Kind token={original} />,
  }),
  helper.accessor("address", {
    header: "Address",
    enableSorting: false,
    meta: { label: "Address", className: "wrap-anywhere" },
    cell: ({ getValue }) => (getValue() ? <code className="font-mono text-xs">{getValue()}</code> : soft("Unknown")),
  }),
  helper.accessor("agent", {
    header: "From",
    enableSorting: false,
    meta: { label: "From", className: "wrap-anywhere wide:max-w-44" },
    cell: ({ getValue }) => deviceWords(getValue()),
  }),
  helper.accessor("created_at", {
    header: "Since",
    enableSorting: false,
    meta: { label: "Since" },
    cell: ({ getValue }) => <BothWays at={getValue()} />,
  }),
  helper.accessor("last_used_at", {
    header: "Last used",
    enableSorting: false,
    meta: { label: "Last used" },
    cell: ({ row: { original } }) => <LastUse token={original} />,
  }),
  helper.accessor("expires_at", {
    header: "Ends",
    enableSorting: false,
    meta: { label: "Ends" },
    cell: ({ getValue }) => <BothWays at={getValue()} />,
  }),
  actionsColumn<TokenView>((token) => <TokenMenu token={token} />),
]);

function Holder({ token }: { token: TokenView }) {
  const { home } = useTokensAround();
  return (
    <>
      {holderOf(token)}
      {token.user_id === home.selfId && <span className="font-normal text-ink-soft text-xs"> you</span>}
      {token.user_email && (
        <span className="block font-normal text-ink-soft text-xs leading-tight">{token.user_email}</span>
      )}
    </>
  );
}

function Kind({ token: { id, kind, name, hint } }: { token: TokenView }) {
  const { home } = useTokensAround();
  return (
    <>
      {tokenWords[kind].one}
      {id === home.sessionId && <span className="text-patina text-xs"> this one</span>}
      {name && (
        <span className="flex flex-wrap items-center gap-1.5 text-ink-soft text-xs">
          {name} {hint && <HintChip hint={hint} />}
        </span>
      )}
    </>
  );
}

/** Of a session of the console nothing is noted. */
function LastUse({ token: { kind, last_used_at } }: { token: TokenView }) {
  if (last_used_at) return <BothWays at={last_used_at} />;
  return soft(kind === "console_session" ? "–" : "Never");
}

export type TokenDeed = "end" | "end_all";
const endOne: Deed<TokenDeed> = { kind: "end", label: "End", icon: LogOut, danger: true };
const endAll: Deed<TokenDeed> = { kind: "end_all", label: "End all of this user", icon: Ban, danger: true };

function TokenMenu({ token }: { token: TokenView }) {
  const { home, open } = useTokensAround();
  const deeds = [...(token.id === home.sessionId ? [] : [endOne]), ...(token.user_id === null ? [] : [endAll])];
  const mayEnd = home.endsOthers || token.user_id === home.selfId;
  const row = { id: token.id, name: `${holderOf(token)}: ${tokenWords[token.kind].one}` };
  return (
    mayEnd &&
    deeds.length > 0 && <RowMenu row={row} deeds={deeds} onOpen={(kind, from) => open({ kind, token, from })} />
  );
}
