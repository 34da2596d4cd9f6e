import type { Route } from "next";
import { permissions, type Role } from "@/lib/core/permissions";

/** Where somebody's console begins: with the account's overview, or with his own passcode. */
export const homeOf = (role: Role): Route =>
  (permissions["overview.read"].roles as readonly Role[]).includes(role) ? "/overview" : "/settings/my-passcode";
