import { randomUUID } from "node:crypto";
import { readClock } from "@/lib/core/clock";
import type { Caller, UserActor } from "@/lib/core/context";
import type { Role } from "@/lib/core/permissions";
import { startSession } from "@/lib/core/session/start-session";
import { createUser } from "@/lib/core/user/create-user";
import { revealOwnPasscode } from "@/lib/core/user-passcode/reveal-own-passcode";
import { db } from "@/lib/db";
import { operator, testPassword, testRequest } from "./rolled-back";

/** A member of a committed account who is signed in freshly, made by the operator's command. */
export async function activeMember(accountId: string, role: Role, email = `${randomUUID()}@example.test`) {
  const { user_id: userId, org_user_id: orgUserId } = await createUser(operator(), {
    ...{ account: accountId, email, role, password: testPassword },
  });
  const membership = await db().membership.findUniqueOrThrow({ where: { orgUserId }, include: { user: true } });
  const { id: membershipId, accountId: accountKey } = membership;
  const { session_id: sessionId, signedInAt } = await db().$transaction(async (tx) => {
    const now = await readClock(tx);
    return { ...(await startSession(tx, now, membershipId, testRequest)), signedInAt: now };
  });
  const { name } = membership.user;
  const actor: UserActor = {
    ...{ type: "user", userId, membershipId, accountId: accountKey, accountPublicId: accountId },
    ...{ role, name, sessionId, signedInAt, must: null },
  };
  const caller: Caller = { actor, request: testRequest };
  return {
    id: membershipId,
    orgUserId,
    userId,
    email,
    sessionId,
    caller,
    /** His own passcode, as *Show* gives it to him. */
    reveal: async () => (await revealOwnPasscode(caller, {})).passcode,
  };
}
