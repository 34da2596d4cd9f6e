import { z } from "zod";
import { command } from "@/lib/core/command";
import { accountIdOf, actorName, userOf } from "@/lib/core/context";
import { digestSecret, hintOf, makeToken } from "@/lib/core/secrets";
import { lockMember, memberTarget } from "@/lib/core/user/lock-member";
import { userNotFound } from "@/lib/core/user/select-users";
import type { Tx } from "@/lib/db";
import { toApiKeyView } from "./api-key-view";

/**
 * A key that acts as a member of the caller's account and never ends by itself. He has one at most: another one takes its place, and
 * the one before is refused from the moment this answers. The key is in this answer and in no other.
 * @throws AppError `not_found` where he is no active member. Source: seed 002, WIRE.md section 3.
 */
export const createApiKey = command({
  name: "api-key.create",
  input: z.strictObject({
    /** The member's integer id; null: oneself. */
    org_user_id: z
      .int("User: a whole number is needed.")
      .max(2_147_483_647, "User: there is no such number.")
      .nullable(),
  }),
  secretField: "key",
  lock: async (tx, { org_user_id }, actor) => {
    const accountId = accountIdOf(actor);
    const id = org_user_id === null ? userOf(actor).membershipId : await findMember(tx, accountId, org_user_id);
    const member = await lockMember(tx, actor, id);
    if (member.row.status !== "active") throw userNotFound();
    return { ...member, before: await tx.apiKey.findMany({ where: { membershipId: id, revokedAt: null } }) };
  },
  touches: ({ locked }) => locked.before.map(({ id }) => id),
  run: async ({ actor, now, db }, _input, { locked: { row, user, before } }) => {
    const replaced = { id: { in: before.map(({ id }) => id) } };
    await db.apiKey.updateMany({ where: replaced, data: { revokedAt: now } });
    const key = makeToken("ak");
    const made = await db.apiKey.create({
      data: {
        ...{ accountId: row.accountId, membershipId: row.id, ...digestSecret(key), hint: hintOf(key) },
        ...{ createdAt: now, createdBy: actorName(actor) },
      },
    });
    return {
      output: { ...toApiKeyView(made, row), key },
      audit: { target: memberTarget({ row, user }), detail: { replaced: before.length } },
    };
  },
});

async function findMember(tx: Tx, accountId: string, orgUserId: number): Promise<string> {
  const found = await tx.membership.findFirst({ where: { accountId, orgUserId, deletedAt: null } });
  if (!found) throw userNotFound();
  return found.id;
}
