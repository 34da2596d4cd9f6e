import { LastUsed } from "@/components/passcodes/last-used";
import type { UserView } from "@/lib/core/user/user-view";
import { grantedOf } from "./user-actions";

/** When a user's passcode was last used; nothing where there is none. */
export function PasscodeUse({ user }: { user: UserView }) {
  const granted = grantedOf(user);
  return granted && <LastUsed passcode={granted} what="Their passcode" />;
}
