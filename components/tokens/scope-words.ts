import type { Scope } from "@/lib/core/permissions";

/** What each scope lets a service key do. */
export const scopeWords: Record<Scope, string> = {
  verify: "decide about credentials that a service holds in hand",
  "passcodes:read": "see the account's passcodes",
  "passcodes:write": "create, change, rotate and delete them",
  "users:read": "see the users",
  "users:write": "invite, change and delete users, grant their passcodes",
  "tokens:read": "see live tokens and sign-ins",
  "tokens:write": "end them",
  "service-keys:write": "see, create and revoke service keys",
  "account:read": "see the project and its policies",
  "account:write": "change them",
  "audit:read": "read the audit log",
  all: "everything above",
};
