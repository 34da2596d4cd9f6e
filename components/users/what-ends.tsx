import { Alert } from "@/components/ui/alert";
import type { UserView } from "@/lib/core/user/user-view";
import { grantedOf } from "./user-actions";

/** What ends with somebody's access: all that he holds here. */
export function WhatEnds({ user, isSelf }: { user: UserView; isSelf: boolean }) {
  const granted = grantedOf(user);
  const isInvited = user.status === "invited";
  const calls =
    granted && granted.status !== "expired" ? " Every call with their passcode is refused from then on." : "";
  return (
    <>
      {isSelf && <Alert wrong>This is you: you are signed out at once, and cannot come back by yourself.</Alert>}
      <p className="text-sm">
        {isInvited
          ? `The invitation's link stops opening: ${user.name} has not joined yet.`
          : `${user.name} is signed out everywhere at once and cannot sign in again.`}
        {calls}
      </p>
    </>
  );
}
