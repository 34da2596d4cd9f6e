import {
  CalendarClock,
  CircleOff,
  FileKey,
  KeyRound,
  Link,
  RefreshCw,
  ShieldOff,
  Trash2,
  UserCheck,
  UserCog,
  UserX,
} from "lucide-react";
import type { Deed } from "@/components/forms/deed";
import type { UserView } from "@/lib/core/user/user-view";
import { grantedOf, mayChange, type UserActions, type UserHome } from "./user-actions";

export type UserDeed =
  | "renew"
  | "grant"
  | "validity"
  | "reset"
  | "revoke_passcode"
  | "role"
  | "access"
  | "api_key"
  | "reset_totp"
  | "delete";

const deeds = {
  renew: { kind: "renew", label: "New link", icon: Link },
  grant: { kind: "grant", label: "Grant", icon: KeyRound },
  validity: { kind: "validity", label: "Change validity", icon: CalendarClock },
  reset: { kind: "reset", label: "Reset passcode", icon: RefreshCw },
  revokePasscode: { kind: "revoke_passcode", label: "Revoke passcode", icon: CircleOff, danger: true },
  role: { kind: "role", label: "Change role", icon: UserCog },
  revoke: { kind: "access", label: "Revoke access", icon: UserX, danger: true },
  restore: { kind: "access", label: "Restore access", icon: UserCheck },
  apiKey: { kind: "api_key", label: "API key", icon: FileKey },
  resetTotp: { kind: "reset_totp", label: "Reset TOTP", icon: ShieldOff, danger: true },
  remove: { kind: "delete", label: "Delete", icon: Trash2, danger: true },
} satisfies Record<string, Deed<UserDeed>>;

/** What can be done with a user as he is, by whoever reads. */
export function userDeedsFor(user: UserView, actions: UserActions, home: UserHome): Deed<UserDeed>[] {
  if (!mayChange(user, home)) return [];
  const { status, has_totp } = user;
  const granted = grantedOf(user);
  const fits: [boolean, Deed<UserDeed>][] = [
    [status === "invited" && actions.renewInvitation !== null, deeds.renew],
    [granted === null && status !== "revoked" && actions.grant !== null, deeds.grant],
    [granted !== null && actions.changeValidity !== null, deeds.validity],
    [granted !== null && granted.status !== "expired" && actions.reset !== null, deeds.reset],
    [granted !== null && actions.revokePasscode !== null, deeds.revokePasscode],
    [status === "active" && actions.createApiKey !== null, deeds.apiKey],
    [actions.update !== null, deeds.role],
    [actions.update !== null, status === "revoked" ? deeds.restore : deeds.revoke],
    [has_totp && actions.resetTotp !== null, deeds.resetTotp],
    [actions.remove !== null, deeds.remove],
  ];
  return fits.filter(([isFit]) => isFit).map(([, deed]) => deed);
}
