import type { TableShape, TableView } from "@/components/data-table/table-view";

const isInstant = (text: string) =>
  /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** What the address of the audit log may say; what is looked for (`q`) is the actor. */
export const auditShape: TableShape = {
  sorts: ["-at"],
  columns: ["actor", "target", "result", "address", "request_id"],
  hide: ["request_id"],
  filters: {
    action: (text) => /^[a-z.-]{1,60}$/.test(text),
    from: isInstant,
    to: isInstant,
    target: (text) => text.length <= 60,
  },
};

/** A view as the core's list takes it, without its page. */
export function toAuditInput({ q, filters: { action, from, to, target } }: TableView) {
  return {
    ...(q && { actor: q.slice(0, 100) }),
    ...(action && { action }),
    ...(from && { from }),
    ...(to && { to }),
    ...(target && { target_id: target }),
  };
}
