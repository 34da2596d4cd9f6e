import type { Metadata } from "next";
import { createApiKey, replaceAccountKey, revealAccountKey, revokeApiKey } from "@/app/(console)/tokens/actions";
import { readTablePage } from "@/components/data-table/read-table-page";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { AccountKey } from "@/components/tokens/account-key";
import { ApiKeysPanel } from "@/components/tokens/api-keys-panel";
import { apiKeysShape } from "@/components/tokens/keys-view";
import { listApiKeys } from "@/lib/core/api-key/list-api-keys";
import { may } from "@/lib/core/permissions";
import { allowedTo } from "@/lib/web/allowed-to";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const session = await requireSession("/tokens/api-keys");
  const caller = await callerOf(session);
  const shown = await readTablePage(readTableView(params, apiKeysShape), (page) => listApiKeys(caller, page));
  const create = allowedTo(session.actor)("api-key.create", createApiKey);
  return (
    <>
      <ApiKeysPanel {...shown} {...{ create }} revoke={revokeApiKey} now={new Date().toISOString()} />
      {may(session.actor, "account-key.reveal") && <AccountKey reveal={revealAccountKey} replace={replaceAccountKey} />}
    </>
  );
}
