import type { TableShape } from "@/components/data-table/table-view";

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
