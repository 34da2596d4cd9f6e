import type { Metadata } from "next";
import { Suspense } from "react";
import { readTablePage } from "@/components/data-table/read-table-page";
import { TableLoading } from "@/components/data-table/table-loading";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { PasscodesPanel } from "@/components/passcodes/passcodes-panel";
import { passcodesShape, toListInput } from "@/components/passcodes/passcodes-view";
import { PageHead } from "@/components/shell/page-head";
import { Alert } from "@/components/ui/alert";
import type { Caller } from "@/lib/core/context";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { may } from "@/lib/core/permissions";
import { callerOf } from "@/lib/web/caller";
import { readPasscodeHome } from "@/lib/web/read-passcode-home";
import { requireSession } from "@/lib/web/session";
import { allowedActions } from "./allowed-actions";

export const metadata: Metadata = { title: "Passcodes" };

type PasscodesPageProps = { searchParams: Promise<SearchParams> };

export default async function PasscodesPage({ searchParams }: PasscodesPageProps) {
  const params = await searchParams;
  const session = await requireSession("/passcodes");
  if (!may(session.actor, "passcode.list")) {
    return (
      <>
        <PageHead heading="Passcodes" />
        <Alert>Your role does not show the account's passcodes. Ask an administrator if you need them.</Alert>
      </>
    );
  }
  return (
    <Suspense fallback={<TableLoading heading="Passcodes" />}>
      <Passcodes caller={await callerOf(session)} params={params} />
    </Suspense>
  );
}

async function Passcodes({ caller, params }: { caller: Caller; params: SearchParams }) {
  const asked = readTableView(params, passcodesShape);
  const shown = await readTablePage(asked, (page) => listPasscodes(caller, { ...toListInput(asked), ...page }));
  return (
    <PasscodesPanel
      {...shown}
      home={await readPasscodeHome(caller)}
      actions={allowedActions(caller.actor)}
      now={new Date().toISOString()}
      opensCreate={params.new !== undefined}
    />
  );
}
