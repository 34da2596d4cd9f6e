import type { Metadata } from "next";
import { createPrivateToken, revokePrivateToken, rotatePrivateToken } from "@/app/(console)/tokens/actions";
import { readTablePage } from "@/components/data-table/read-table-page";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { privateTokensShape, toPrivateTokensInput } from "@/components/tokens/keys-view";
import { PrivateTokensPanel } from "@/components/tokens/private-tokens-panel";
import { readAccount } from "@/lib/core/account/read-account";
import { listPrivateTokens } from "@/lib/core/private-token/list-private-tokens";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";

export const metadata: Metadata = { title: "My private tokens" };

export default async function PrivateTokensPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const caller = await callerOf(await requireSession("/tokens/private"));
  const asked = readTableView(params, privateTokensShape);
  const shown = await readTablePage(asked, (page) =>
    listPrivateTokens(caller, { ...toPrivateTokensInput(asked), ...page }),
  );
  const { policy } = await readAccount(caller, {});
  const actions = { create: createPrivateToken, rotate: rotatePrivateToken, revoke: revokePrivateToken };
  return (
    <PrivateTokensPanel
      {...shown}
      {...{ actions }}
      maxLifetimeDays={policy.max_lifetime_days}
      now={new Date().toISOString()}
    />
  );
}
