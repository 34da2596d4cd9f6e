import type { Metadata } from "next";
import { Suspense } from "react";
import { pageWithin, readTableView, type SearchParams, type TableView } from "@/components/data-table/table-view";
import { PasscodesLoading } from "@/components/passcodes/passcodes-loading";
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
    <Suspense fallback={<PasscodesLoading />}>
      <Passcodes caller={await callerOf(session)} params={params} />
    </Suspense>
  );
}

async function Passcodes({ caller, params }: { caller: Caller; params: SearchParams }) {
  const asked = readTableView(params, passcodesShape);
  const read = ({ page, size }: TableView) =>
    listPasscodes(caller, { ...toListInput(asked), limit: size, offset: (page - 1) * size });
  const first = await read(asked);
  const view = { ...asked, page: pageWithin(asked, first.matching_count) };
  const { data, matching_count: matchingCount } = view.page === asked.page ? first : await read(view);
  return (
    <PasscodesPanel
      {...{ data, matchingCount, view }}
      home={await readPasscodeHome(caller)}
      actions={allowedActions(caller.actor)}
      now={new Date().toISOString()}
      opensCreate={params.new !== undefined}
    />
  );
}
