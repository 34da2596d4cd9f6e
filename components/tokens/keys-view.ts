import type { TableShape, TableView } from "@/components/data-table/table-view";

const shapeOf = (columns: string[], hide: string[]): TableShape => ({
  sorts: ["-created_at"],
  columns,
  hide,
  filters: {},
});

/** What the addresses of the keys' tables may say. */
export const serviceKeysShape = shapeOf(
  ["hint", "scopes", "last_used_at", "expires_at", "created_at", "created_by"],
  ["created_by"],
);
export const apiKeysShape = shapeOf(["hint", "last_used_at", "created_at", "created_by"], []);

const sorts = ["-created_at", "created_at", "name", "-name", "expires_at", "-expires_at"] as const;
export const privateTokensShape: TableShape = {
  ...shapeOf(["hint", "expires_at", "last_used_at", "created_at"], []),
  sorts,
};

/** A view as the core's list takes it, without its page. */
export const toPrivateTokensInput = ({ q, sort }: TableView) => ({ q, sort: sort as (typeof sorts)[number] });
