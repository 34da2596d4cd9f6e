"use client";
import { useCallback, useEffect, useState } from "react";
import type { TableView } from "@/components/data-table/table-view";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { BulkBar, bulkButtonId } from "./bulk-bar";
import type { BulkKind } from "./bulk-change";
import { BulkDialogHost } from "./bulk-dialog-host";
import { CreatePasscodeButton, createButtonId } from "./create-passcode-button";
import { EmptyPasscodes } from "./empty-passcodes";
import type { PasscodeActions, PasscodeHome } from "./passcode-actions";
import { type OpenDialog, PasscodeDialogs } from "./passcode-dialogs";
import { PasscodesTable } from "./passcodes-table";
import { PlacesGauge } from "./places-gauge";
import { useSelection } from "./use-selection";

type PasscodesPanelProps = {
  /** The rows of this page, and how many match on all. */
  data: PasscodeView[];
  matchingCount: number;
  view: TableView;
  home: PasscodeHome;
  actions: PasscodeActions;
  now: string;
  /** The address asks for the form of a new one. */
  opensCreate: boolean;
};

const openCreate: OpenDialog = { kind: "create", from: createButtonId };

/** The passcodes' page: how many there are, the table, and what can be done with them. */
export function PasscodesPanel({ data, matchingCount, view, home, actions, now, opensCreate }: PasscodesPanelProps) {
  const [dialog, setDialog] = useState<OpenDialog | null>(opensCreate && actions.create ? openCreate : null);
  const [bulk, setBulk] = useState<BulkKind | null>(null);
  const selection = useSelection(data);
  const openForm = useCallback(() => setDialog(openCreate), []);
  const close = useCallback(() => setDialog(null), []);
  useForgottenParameter(opensCreate, "new");
  const isEmpty = matchingCount === 0 && view.q === "" && Object.keys(view.filters).length === 0;
  return (
    <NowProvider now={now}>
      <PageHead heading="Passcodes" stays>
        <PlacesGauge taken={home.taken} places={home.places} />
        {actions.create && <CreatePasscodeButton onOpen={openForm} />}
      </PageHead>
      {isEmpty ? (
        <EmptyPasscodes onCreate={actions.create && openForm} />
      ) : (
        <PasscodesTable
          {...{ data, matchingCount, view }}
          open={actions.update && setDialog}
          selection={actions.changeMany ? { selected: selection.selected, onChange: selection.setSelected } : undefined}
        />
      )}
      {selection.count > 0 && <BulkBar count={selection.count} onClear={selection.clear} onOpen={setBulk} />}
      <PasscodeDialogs
        open={dialog}
        {...{ close, actions, home }}
        fallbackId={createButtonId}
        onDeleted={({ id }) => selection.drop(id)}
      />
      <BulkDialogHost
        kind={bulk}
        onClose={() => setBulk(null)}
        {...{ actions, home }}
        passcodes={selection.rows}
        onDone={selection.clear}
        focusIds={bulk ? [bulkButtonId(bulk), createButtonId] : [createButtonId]}
      />
    </NowProvider>
  );
}

/** Takes a parameter out of the address once it has been heard: a reload shall not ask again. */
function useForgottenParameter(isThere: boolean, name: string) {
  useEffect(() => {
    if (!isThere) return;
    const url = new URL(window.location.href);
    url.searchParams.delete(name);
    window.history.replaceState(null, "", url);
  }, [isThere, name]);
}
