import type { TableShape, TableView } from "@/components/data-table/table-view";
import { type LiveTokenKind, liveTokenKinds } from "@/lib/core/token/token-view";

const isKind = (text: string | undefined): text is LiveTokenKind => liveTokenKinds.some((kind) => kind === text);
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** What the address of the tokens' table may say. */
export const tokensShape: TableShape = {
  sorts: ["-created_at"],
  columns: ["kind", "address", "agent", "created_at", "last_used_at", "expires_at"],
  hide: ["created_at"],
  filters: { kind: isKind, user: isId },
};

/** A view as the core's list takes it, without its page. */
export function toTokensInput({ q, filters: { kind, user } }: TableView) {
  return { q, ...(isKind(kind) && { kind }), ...(user && { user_id: user }) };
}

export const kindOf = ({ filters: { kind } }: TableView): LiveTokenKind | undefined =>
  isKind(kind) ? kind : undefined;
