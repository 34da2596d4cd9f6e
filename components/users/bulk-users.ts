import { isUsedLately } from "@/components/passcodes/is-used-lately";
import type { UserView } from "@/lib/core/user/user-view";
import { grantedOf, mayChange, type UserHome } from "./user-actions";

export type BulkUsersKind = "grant" | "revoke_passcode" | "revoke" | "restore" | "delete";

export type UserLine = {
  user: UserView;
  /** Whether the change would change him at all. */
  changes: boolean;
  /** His passcode was used in the last 7 days. */
  usedLately: boolean;
};

export type UsersPreview = {
  lines: UserLine[];
  /** Those who will be changed. */
  ids: string[];
  /** Of their passcodes: used in the last 7 days, and working until now, so that somebody will miss them. */
  missed: number;
};

/** What a change of many users will do, line by line. @param now milliseconds */
export function previewUsers(users: UserView[], kind: BulkUsersKind, home: UserHome, now: number): UsersPreview {
  const lines = users.map((user) => ({
    user,
    changes: mayChange(user, home) && fits(user, kind),
    usedLately: grantedOf(user) !== null && isUsedLately({ last_used_at: user.passcode?.last_used_at ?? null }, now),
  }));
  const changed = lines.filter(({ changes }) => changes);
  const ends = kind !== "grant" && kind !== "restore";
  return {
    lines,
    ids: changed.map(({ user }) => user.id),
    missed: ends ? changed.filter(({ user, usedLately }) => usedLately && takesCalls(user)).length : 0,
  };
}

const takesCalls = (user: UserView) => grantedOf(user)?.status !== "expired";

function fits(user: UserView, kind: BulkUsersKind): boolean {
  const { status } = user;
  if (kind === "grant") return grantedOf(user) === null && status !== "revoked";
  if (kind === "revoke_passcode") return grantedOf(user) !== null;
  if (kind === "revoke") return status !== "revoked";
  return kind === "delete" || status === "revoked";
}
