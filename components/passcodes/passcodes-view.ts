import type { TableShape, TableView } from "@/components/data-table/table-view";
import { type PasscodeStatus, passcodeStatuses } from "@/lib/core/passcode/passcode-view";

const isStatus = (text: string): text is PasscodeStatus => passcodeStatuses.some((status) => status === text);
const sorts = ["created_at", "name", "expires_at", "last_used_at"];

/** What the address of the passcodes' table may say; the newest come first. */
export const passcodesShape: TableShape = {
  sorts: sorts.flatMap((column) => [`-${column}`, column]),
  columns: ["hint", "status", "expires_at", "contact_email", "created_by", "created_at", "last_used_at"],
  hide: ["contact_email"],
  filters: { status: isStatus },
};

type Sort = `${"" | "-"}${"created_at" | "name" | "expires_at" | "last_used_at"}`;

/** A view as the core's list takes it, without its page. */
export function toListInput({ q, sort, filters }: TableView) {
  const { status = "" } = filters;
  return { q, sort: sort as Sort, ...(isStatus(status) && { status }) };
}
