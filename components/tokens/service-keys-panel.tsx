"use client";
import { Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { CreateButton } from "@/components/data-table/create-button";
import { DataTable } from "@/components/data-table/data-table";
import type { TableView } from "@/components/data-table/table-view";
import { useTableAddress } from "@/components/data-table/use-table-address";
import { DialogPlace } from "@/components/forms/dialog-place";
import { KeyReveal } from "@/components/forms/key-reveal";
import { RevealDialog } from "@/components/forms/reveal-dialog";
import type { Command } from "@/components/forms/use-command";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import type { ServiceKeyView } from "@/lib/core/service-key/service-key-view";
import { serviceKeysShape } from "./keys-view";
import { RevokeDialog } from "./revoke-dialog";
import { serviceKeyColumns } from "./service-key-columns";
import { type IssuedServiceKey, ServiceKeyForm } from "./service-key-form";

type ServiceKeysPanelProps = {
  data: ServiceKeyView[];
  matchingCount: number;
  view: TableView;
  create: Command<IssuedServiceKey>;
  revoke: Command<null>;
  now: string;
};
type Open = { kind: "create"; from: string } | { kind: "revoke"; key: ServiceKeyView; from: string };

const idOf = ({ id }: ServiceKeyView) => id;
const nameOf = ({ name }: ServiceKeyView) => name;
const createId = "create-service-key";

/** The keys by which programs manage the account and decide about credentials. */
export function ServiceKeysPanel({ data, matchingCount, view, create, revoke, now }: ServiceKeysPanelProps) {
  const [dialog, setDialog] = useState<Open | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const openCreate = useCallback(() => setDialog({ kind: "create", from: createId }), []);
  const columns = useMemo(() => serviceKeyColumns((key, from) => setDialog({ kind: "revoke", key, from })), []);
  const address = useTableAddress(view, serviceKeysShape);
  return (
    <NowProvider now={now}>
      <PageHead heading="Service keys" stays>
        <CreateButton id={createId} tip="New service key" onOpen={openCreate}>
          <Plus aria-hidden />
          Service key
        </CreateButton>
      </PageHead>
      <DataTable
        caption="Service keys"
        {...{ columns, data, address }}
        rowCount={matchingCount}
        rowId={idOf}
        rowName={nameOf}
        empty="No service key yet. A program that manages this account, or decides about credentials, needs one."
      />
      <DialogPlace open={dialog} {...{ close }} fallbackId={createId}>
        {(open, dialog, onGone) =>
          open.kind === "create" ? (
            <RevealDialog<IssuedServiceKey>
              heading="New service key"
              {...dialog}
              reveal={({ key }, reveal) => (
                <KeyReveal noun="service key" secret={key} {...reveal}>
                  <p>
                    Sent as <code className="font-mono text-xs">Authorization: Bearer</code>. If it is lost, revoke it
                    and create another.
                  </p>
                </KeyReveal>
              )}
            >
              {(onCreated) => <ServiceKeyForm {...{ create, onCreated }} />}
            </RevealDialog>
          ) : (
            <RevokeDialog
              {...dialog}
              called={`“${open.key.name}”`}
              input={{ id: open.key.id }}
              lastUsedAt={open.key.last_used_at}
              {...{ revoke, onGone }}
            >
              , and stays without <code>{open.key.scopes.join(" ")}</code>
            </RevokeDialog>
          )
        }
      </DialogPlace>
    </NowProvider>
  );
}
