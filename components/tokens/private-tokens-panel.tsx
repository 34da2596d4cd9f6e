"use client";
import { Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { CreateButton } from "@/components/data-table/create-button";
import { DataTable } from "@/components/data-table/data-table";
import type { TableView } from "@/components/data-table/table-view";
import { useTableAddress } from "@/components/data-table/use-table-address";
import { DialogPlace } from "@/components/forms/dialog-place";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import type { PrivateTokenView } from "@/lib/core/private-token/private-token-view";
import { privateTokensShape } from "./keys-view";
import { type PrivateTokenDeed, privateTokenColumns } from "./private-token-columns";
import { CreatePrivateTokenDialog, type PrivateTokenActions, RotatePrivateTokenDialog } from "./private-token-dialogs";
import { RevokeDialog } from "./revoke-dialog";

type PrivateTokensPanelProps = {
  data: PrivateTokenView[];
  matchingCount: number;
  view: TableView;
  maxLifetimeDays: number | null;
  actions: PrivateTokenActions;
  now: string;
};
type Open = { kind: "create"; from: string } | { kind: PrivateTokenDeed; token: PrivateTokenView; from: string };

const idOf = ({ number }: PrivateTokenView) => String(number);
const nameOf = ({ name }: PrivateTokenView) => name;
const createId = "create-private-token";

/** One's own private tokens: long-lived, each with an end. */
export function PrivateTokensPanel({ data, matchingCount, view, actions, ...props }: PrivateTokensPanelProps) {
  const { maxLifetimeDays, now } = props;
  const [dialog, setDialog] = useState<Open | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const openCreate = useCallback(() => setDialog({ kind: "create", from: createId }), []);
  const columns = useMemo(() => privateTokenColumns((kind, token, from) => setDialog({ kind, token, from })), []);
  const address = useTableAddress(view, privateTokensShape);
  return (
    <NowProvider now={now}>
      <PageHead heading="My private tokens" stays>
        <CreateButton id={createId} tip="New private token" onOpen={openCreate}>
          <Plus aria-hidden />
          Private token
        </CreateButton>
      </PageHead>
      <DataTable
        caption="Private tokens"
        {...{ columns, data, address }}
        rowCount={matchingCount}
        rowId={idOf}
        rowName={nameOf}
        searchLabel="Search by name"
        empty={
          view.q
            ? `None of yours has “${view.q}” in its name.`
            : "You have none yet. A program of yours that calls for longer than an hour needs one."
        }
      />
      <DialogPlace open={dialog} {...{ close }} fallbackId={createId}>
        {(open, dialog, onGone) => {
          if (open.kind === "create")
            return <CreatePrivateTokenDialog {...dialog} {...{ maxLifetimeDays }} create={actions.create} />;
          const { kind, token } = open;
          if (kind === "rotate") return <RotatePrivateTokenDialog {...dialog} {...{ token }} rotate={actions.rotate} />;
          const revoked = {
            called: `“${token.name}”`,
            input: { number: token.number },
            lastUsedAt: token.last_used_at,
          };
          return <RevokeDialog {...dialog} {...revoked} {...{ onGone }} revoke={actions.revoke} />;
        }}
      </DialogPlace>
    </NowProvider>
  );
}
