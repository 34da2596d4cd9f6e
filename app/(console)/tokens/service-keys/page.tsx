import type { Metadata } from "next";
import { createServiceKey, revokeServiceKey } from "@/app/(console)/tokens/actions";
import { readTablePage } from "@/components/data-table/read-table-page";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { PageHead } from "@/components/shell/page-head";
import { serviceKeysShape } from "@/components/tokens/keys-view";
import { ServiceKeysPanel } from "@/components/tokens/service-keys-panel";
import { Alert } from "@/components/ui/alert";
import { may } from "@/lib/core/permissions";
import { listServiceKeys } from "@/lib/core/service-key/list-service-keys";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";

export const metadata: Metadata = { title: "Service keys" };

export default async function ServiceKeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const session = await requireSession("/tokens/service-keys");
  if (!may(session.actor, "service-key.list")) {
    return (
      <>
        <PageHead heading="Service keys" />
        <Alert>Your role does not show the account's service keys. Ask an administrator if you need one.</Alert>
      </>
    );
  }
  const caller = await callerOf(session);
  const asked = readTableView(params, serviceKeysShape);
  const { next_cursor: _next, ...shown } = await readTablePage(asked, (page) => listServiceKeys(caller, page));
  return (
    <ServiceKeysPanel {...shown} create={createServiceKey} revoke={revokeServiceKey} now={new Date().toISOString()} />
  );
}
