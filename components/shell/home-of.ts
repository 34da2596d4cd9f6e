import { permissions, type Role } from "@/lib/core/permissions";

/** Where somebody finds what is his: the account's passcodes, or his own. */
export const homeOf = (role: Role): string =>
  (permissions["passcode.list"].roles as readonly Role[]).includes(role) ? "/passcodes" : "/settings/my-passcode";
