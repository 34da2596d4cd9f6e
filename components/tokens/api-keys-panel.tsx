"use client";
import { useCallback, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableView } from "@/components/data-table/table-view";
import { useTableAddress } from "@/components/data-table/use-table-address";
import { DialogPlace } from "@/components/forms/dialog-place";
import type { Command } from "@/components/forms/use-command";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import type { ListedApiKey } from "@/lib/core/api-key/list-api-keys";
import { type ApiKeyDeed, apiKeyColumns } from "./api-key-columns";
import { ApiKeyDialog } from "./api-key-dialog";
import { apiKeysShape } from "./keys-view";
import { RevokeDialog } from "./revoke-dialog";

type ApiKeysPanelProps = {
  data: ListedApiKey[];
  matchingCount: number;
  view: TableView;
  /** Null where the reader may not make any. */
  create: Command<{ key: string }> | null;
  revoke: Command<null>;
  now: string;
};
type Open = { kind: ApiKeyDeed; key: ListedApiKey; from: string };

const idOf = ({ number }: ListedApiKey) => String(number);
const nameOf = ({ user_name }: ListedApiKey) => user_name;
const headingId = "api-keys";

/** The API keys of users: of all, or one's own. */
export function ApiKeysPanel({ data, matchingCount, view, create, revoke, now }: ApiKeysPanelProps) {
  const [dialog, setDialog] = useState<Open | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const mayReplace = create !== null;
  const columns = useMemo(
    () => apiKeyColumns({ mayReplace, onOpen: (kind, key, from) => setDialog({ kind, key, from }) }),
    [mayReplace],
  );
  const address = useTableAddress(view, apiKeysShape);
  return (
    <NowProvider now={now}>
      <PageHead
        heading={
          <span id={headingId} tabIndex={-1} className="outline-none">
            API keys of users
          </span>
        }
        stays
      />
      <DataTable
        caption="API keys"
        {...{ columns, data, address }}
        rowCount={matchingCount}
        rowId={idOf}
        rowName={nameOf}
        empty={
          create
            ? "No user has an API key. Make one under Users, in the user's menu."
            : "You have no API key. An administrator can make you one."
        }
      />
      <DialogPlace open={dialog} {...{ close }} fallbackId={headingId}>
        {({ kind, key }, dialog, onGone) =>
          kind === "replace" ? (
            create && <ApiKeyDialog {...dialog} user={{ ...key, name: key.user_name }} {...{ create }} />
          ) : (
            <RevokeDialog
              {...dialog}
              called={`${key.user_name}'s API key`}
              input={{ number: key.number }}
              lastUsedAt={key.last_used_at}
              {...{ revoke, onGone }}
            />
          )
        }
      </DialogPlace>
    </NowProvider>
  );
}
