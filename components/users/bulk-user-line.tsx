import type { BulkLine } from "@/components/data-table/bulk-preview";
import { UsedAside } from "@/components/passcodes/last-used";
import { Instant } from "@/components/time/instant";
import type { UserView } from "@/lib/core/user/user-view";
import type { BulkUsersKind, UserLine } from "./bulk-users";
import { grantedOf } from "./user-actions";
import { passcodeState, userStates } from "./user-states";

/** What a change of many makes of one user. @param newEnd the end that is to be set; null: infinite; undefined: not typed yet */
export function bulkUserLine(
  { user, changes, usedLately }: UserLine,
  kind: BulkUsersKind,
  newEnd: string | null | undefined,
): BulkLine {
  return {
    id: user.id,
    name: user.name,
    change: changes ? <Change {...{ user, kind, newEnd }} /> : null,
    aside: grantedOf(user) && <UsedAside at={user.passcode?.last_used_at ?? null} />,
    isWarned: usedLately,
  };
}

type ChangeProps = { user: UserView; kind: BulkUsersKind; newEnd: string | null | undefined };

function Change({ user, kind, newEnd }: ChangeProps) {
  const status = userStates[user.status].word;
  switch (kind) {
    case "grant":
      return <>No passcode → {newEnd === undefined ? "?" : newEnd === null ? "infinite" : <Instant at={newEnd} />}</>;
    case "revoke_passcode":
      return <>Passcode {passcodeState(user).word.toLowerCase()} → revoked</>;
    case "revoke":
      return <>{status} → revoked</>;
    case "restore":
      return <>Revoked → restored</>;
    case "delete":
      return <>{status} → deleted</>;
  }
}
