import { type Actor, userOf } from "@/lib/core/context";
import type { Tx } from "@/lib/db";
import type { Token } from "@/lib/generated/prisma/client";
import { noSuchPrivateToken } from "./private-token-view";

/**
 * One of the caller's own private tokens that is not ended, an expired one too, under its lock.
 * @param number its integer id. @throws AppError `not_found`, for another's too.
 */
export async function lockPrivateToken(tx: Tx, actor: Actor, number: number): Promise<Token> {
  const { membershipId } = userOf(actor);
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM token WHERE number = ${number}::int AND membership_id = ${membershipId}::uuid AND kind = 'private'
      AND ended_at IS NULL FOR UPDATE`;
  if (!found) throw noSuchPrivateToken();
  return tx.token.findUniqueOrThrow({ where: { id: found.id } });
}
