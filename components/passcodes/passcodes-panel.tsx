"use client";
import { Plus } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { BulkWork } from "@/components/data-table/bulk-work";
import { CreateButton } from "@/components/data-table/create-button";
import { isNarrowed, type TableView } from "@/components/data-table/table-view";
import { useSelection } from "@/components/data-table/use-selection";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { BulkDialog, bulkDeeds } from "./bulk-dialog";
import { EmptyPasscodes } from "./empty-passcodes";
import type { PasscodeActions, PasscodeHome } from "./passcode-actions";
import { type OpenDialog, PasscodeDialogs } from "./passcode-dialogs";
import { PasscodesTable } from "./passcodes-table";
import { PlacesGauge } from "./places-gauge";

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

const createButtonId = "create-passcode";
const openCreate: OpenDialog = { kind: "create", from: createButtonId };

/** The passcodes' page: how many there are, the table, and what can be done with them. */
export function PasscodesPanel({ data, matchingCount, view, home, actions, now, opensCreate }: PasscodesPanelProps) {
  const [dialog, setDialog] = useState<OpenDialog | null>(opensCreate && actions.create ? openCreate : null);
  const { changeMany, readMany } = actions;
  const selection = useSelection(data);
  const openForm = useCallback(() => setDialog(openCreate), []);
  const close = useCallback(() => setDialog(null), []);
  useForgottenParameter(opensCreate, "new");
  const isEmpty = matchingCount === 0 && !isNarrowed(view);
  return (
    <NowProvider now={now}>
      <PageHead heading="Passcodes" stays>
        <PlacesGauge taken={home.taken} places={home.places} />
        {actions.create && (
          <CreateButton id={createButtonId} tip="New passcode" onOpen={openForm}>
            <Plus aria-hidden />
            Passcode
          </CreateButton>
        )}
      </PageHead>
      {isEmpty ? (
        <EmptyPasscodes onCreate={actions.create && openForm} />
      ) : (
        <PasscodesTable
          {...{ data, matchingCount, view }}
          open={actions.update && setDialog}
          selection={changeMany ? { selected: selection.selected, onChange: selection.setSelected } : undefined}
        />
      )}
      <PasscodeDialogs
        open={dialog}
        {...{ close, actions, home }}
        fallbackId={createButtonId}
        onDeleted={({ id }) => selection.drop(id)}
      />
      {changeMany && (
        <BulkWork noun="passcodes" deeds={bulkDeeds} selection={selection} fallbackId={createButtonId}>
          {(kind, dialog) => <BulkDialog {...{ kind, home, changeMany, readMany }} {...dialog} />}
        </BulkWork>
      )}
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
