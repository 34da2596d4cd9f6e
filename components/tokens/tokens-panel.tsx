"use client";
import { X } from "lucide-react";
import { useCallback, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { FilterSelect } from "@/components/data-table/filter-select";
import type { TableView } from "@/components/data-table/table-view";
import { type TableAddress, useTableAddress } from "@/components/data-table/use-table-address";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import { Button } from "@/components/ui/button";
import { liveTokenKinds, type TokenView } from "@/lib/core/token/token-view";
import type { TokenActions, TokensHome } from "./token-actions";
import { holderOf, tokenColumns } from "./token-columns";
import { type OpenTokenDialog, TokenDialogs } from "./token-dialogs";
import { tokenWords } from "./token-words";
import { TokensProvider } from "./tokens-context";
import { kindOf, tokensShape } from "./tokens-view";

type TokensPanelProps = {
  data: TokenView[];
  matchingCount: number;
  view: TableView;
  home: TokensHome;
  actions: TokenActions;
  now: string;
};

const idOf = ({ id }: TokenView) => id;
const kindOptions = liveTokenKinds.map((kind) => [kind, tokenWords[kind].one] as const);
const endKindId = "end-kind";
const fallbackId = "tokens-and-sign-ins";

/** Who is signed in by what: live tokens and console sign-ins, with their end. */
export function TokensPanel({ data, matchingCount, view, home, actions, now }: TokensPanelProps) {
  const [dialog, setDialog] = useState<OpenTokenDialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const address = useTableAddress(view, tokensShape);
  const kind = kindOf(address.view);
  return (
    <NowProvider now={now}>
      <PageHead
        heading={
          <span id={fallbackId} tabIndex={-1} className="outline-none">
            Tokens & sign-ins
          </span>
        }
        stays
      >
        {home.endsOthers && kind && data.length > 0 && (
          <Button
            id={endKindId}
            look="danger"
            onClick={() => setDialog({ kind: "end_kind", of: kind, from: endKindId })}
          >
            End all {tokenWords[kind].many}
          </Button>
        )}
      </PageHead>
      <TokensProvider value={{ home, open: setDialog }}>
        <DataTable
          caption="Tokens and sign-ins"
          columns={tokenColumns}
          {...{ data, address }}
          rowCount={matchingCount}
          rowId={idOf}
          rowName={holderOf}
          searchLabel="Search by holder or name"
          filters={<Filters address={address} holder={data[0] && holderOf(data[0])} />}
          empty={
            <span className="inline-grid justify-items-center gap-3">
              Nobody is signed in by this.
              <Button onClick={address.showAll}>Show all</Button>
            </span>
          }
        />
      </TokensProvider>
      <TokenDialogs open={dialog} {...{ close, actions, fallbackId }} />
    </NowProvider>
  );
}

function Filters({ address, holder }: { address: TableAddress; holder: string | undefined }) {
  const { filters } = address.view;
  return (
    <>
      <FilterSelect
        label="Kind"
        options={kindOptions}
        value={filters.kind}
        onChange={(kind) => address.narrow({ kind })}
      />
      {filters.user && (
        <Button onClick={() => address.narrow({ user: "" })} aria-label="Show those of all users">
          Only {holder ?? "one user"}
          <X aria-hidden />
        </Button>
      )}
    </>
  );
}
