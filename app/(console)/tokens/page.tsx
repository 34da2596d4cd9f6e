import type { Metadata } from "next";
import { readTablePage } from "@/components/data-table/read-table-page";
import { readTableView, type SearchParams } from "@/components/data-table/table-view";
import { TokensPanel } from "@/components/tokens/tokens-panel";
import { tokensShape, toTokensInput } from "@/components/tokens/tokens-view";
import { may } from "@/lib/core/permissions";
import { listTokens } from "@/lib/core/token/list-tokens";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";
import { endManyTokens, endToken } from "./actions";

export const metadata: Metadata = { title: "Tokens & sign-ins" };

export default async function TokensPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const session = await requireSession("/tokens");
  const { actor } = session;
  const caller = await callerOf(session);
  const asked = readTableView(params, tokensShape);
  const { next_cursor: _next, ...shown } = await readTablePage(asked, (page) =>
    listTokens(caller, { ...toTokensInput(asked), ...page }),
  );
  const home = {
    ...{ selfId: actor.membershipId, sessionId: actor.sessionId },
    endsOthers: may(actor, "token.end-all"),
  };
  const actions = { end: endToken, endMany: endManyTokens };
  return <TokensPanel {...shown} {...{ home, actions }} now={new Date().toISOString()} />;
}
