"use client";
import { useCallback, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { PageHead } from "@/components/shell/page-head";
import { NowProvider } from "@/components/time/now";
import type { ActionResult } from "@/lib/core/action-result";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { CreatePasscodeButton } from "./create-passcode-button";
import { CreatePasscodeDialog } from "./create-passcode-dialog";
import { DeletePasscodeDialog } from "./delete-passcode-dialog";
import { EmptyPasscodes } from "./empty-passcodes";
import { passcodeColumns } from "./passcode-columns";
import { PlacesGauge } from "./places-gauge";

export type IssuedPasscode = PasscodeView & { passcode: string };

type PasscodesPanelProps = {
  data: PasscodeView[];
  passcode_count: number;
  passcode_limit: number;
  now: string;
  accountId: string;
  apiUrl: string;
  /** Null where the reader may not. */
  create: ((input: unknown) => Promise<ActionResult<IssuedPasscode>>) | null;
  remove: ((input: unknown) => Promise<ActionResult<null>>) | null;
};

const newestFirst = [{ id: "created_at", desc: true }];

/** The passcodes' page: how many there are, the table, and what can be done with them. */
export function PasscodesPanel(props: PasscodesPanelProps) {
  const { data, passcode_count: taken, passcode_limit: places, now, accountId, apiUrl, create, remove } = props;
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<PasscodeView | null>(null);
  const columns = useMemo(() => passcodeColumns(remove && setDeleting), [remove]);
  const openCreate = useCallback(() => setCreating(true), []);
  return (
    <NowProvider now={now}>
      <PageHead heading="Passcodes">
        <PlacesGauge taken={taken} places={places} />
        {create && <CreatePasscodeButton onOpen={openCreate} />}
      </PageHead>
      {data.length === 0 ? (
        <EmptyPasscodes onCreate={create && openCreate} />
      ) : (
        <DataTable
          caption="Passcodes"
          columns={columns}
          data={data}
          rowId={({ id }) => id}
          sortedBy={newestFirst}
          searchLabel="Search passcodes"
        />
      )}
      {create && (
        <CreatePasscodeDialog
          open={creating}
          onOpenChange={setCreating}
          create={create}
          accountId={accountId}
          apiUrl={apiUrl}
        />
      )}
      {remove && <DeletePasscodeDialog passcode={deleting} remove={remove} onClose={() => setDeleting(null)} />}
    </NowProvider>
  );
}
