import { command } from "@/lib/core/command";
import { type Actor, accountIdOf } from "@/lib/core/context";
import { may } from "@/lib/core/permissions";
import { lockMember, memberTarget } from "@/lib/core/user/lock-member";
import { apiKeyNumber, liveKey, noSuchKey } from "./api-key-view";

/**
 * Revokes a member's API key: it is refused from the moment this answers. Everybody revokes his own.
 * @throws AppError `not_found`, for another account's too, and for another's where the caller may not see it.
 */
export const revokeApiKey = command({
  name: "api-key.revoke",
  input: apiKeyNumber,
  lock: async (tx, { number }, actor) => {
    const wanted = liveKey(accountIdOf(actor), number);
    const found = await tx.apiKey.findFirst(wanted);
    if (!found?.membershipId || !sees(actor, found.membershipId)) throw noSuchKey();
    const member = await lockMember(tx, actor, found.membershipId);
    // Another one may have come first.
    if (!(await tx.apiKey.findFirst(wanted))) throw noSuchKey();
    return { id: found.id, member };
  },
  touches: ({ locked: { id } }) => [id],
  run: async ({ now, db }, _input, { locked: { id, member } }) => {
    await db.apiKey.update({ where: { id }, data: { revokedAt: now } });
    return { output: null, audit: { target: memberTarget(member) } };
  },
});

const sees = (actor: Actor, membershipId: string) =>
  may(actor, "api-key.list-all") || (actor.type === "user" && actor.membershipId === membershipId);
