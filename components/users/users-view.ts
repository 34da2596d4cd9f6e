import type { TableShape, TableView } from "@/components/data-table/table-view";
import { type Role, roles } from "@/lib/core/permissions";
import { type UserStatus, userStatuses } from "@/lib/core/user/user-view";
import { type PasscodeFilter, passcodeFilters } from "./user-states";

const isOneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string | undefined): text is Word =>
    words.some((word) => word === text);
const isStatus = isOneOf<UserStatus>(userStatuses);
const isRole = isOneOf<Role>(roles);
const isPasscode = isOneOf<PasscodeFilter>(passcodeFilters);
const sorts = ["name", "email", "last_sign_in_at", "passcode_expires_at", "created_at"] as const;

/** What the address of the users' table may say; by name. */
export const usersShape: TableShape = {
  sorts: sorts.flatMap((column) => [column, `-${column}`]),
  columns: ["email", "role", "status", "last_sign_in_at", "passcode", "passcode_expires_at", "created_at", "has_totp"],
  hide: ["created_at", "has_totp"],
  filters: { status: isStatus, role: isRole, passcode: isPasscode },
};

type Sort = `${"" | "-"}${(typeof sorts)[number]}`;

/** A view as the core's list takes it, without its page. */
export function toUsersInput({ q, sort, filters: { status, role, passcode } }: TableView) {
  return {
    ...{ q, sort: sort as Sort },
    ...(isStatus(status) && { status }),
    ...(isRole(role) && { role }),
    ...(isPasscode(passcode) && { passcode }),
  };
}
