import { actorName, type Context } from "@/lib/core/context";
import type { Token } from "@/lib/generated/prisma/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { insertNotices, policyTable, privateTokens } from "./insert-notices";

/** Tells the holder and the account's people that there is a private token, in the transaction that makes it. */
export async function tellOfPrivateToken(
  { actor, db, now }: Context,
  { id, accountId, expiresAt }: Pick<Token, "id" | "accountId" | "expiresAt">,
): Promise<void> {
  const told = Prisma.sql`SELECT ${id}::uuid AS passcode_id, 'private_token_made' AS kind, 0 AS day, ${id}::uuid AS subject_id,
    ${id}::text AS occurrence, ${expiresAt}::timestamptz AS ends_at, ${actorName(actor)}::text AS by`;
  await insertNotices(db, now, await policyTable(db, [accountId]), told, privateTokens);
}
