import { actorName, type Context } from "@/lib/core/context";
import type { Passcode } from "@/lib/generated/prisma/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { insertNotices, policyTable } from "./insert-notices";

/**
 * Tells the account's people and the holder what was done to a user's passcode, in the transaction of the change.
 * @param occurrence the secret that was made, so that a second reset is told again; of a revoked one the passcode's own id.
 */
export async function tellOfPasscode(
  { actor, db, now }: Context,
  kind: "passcode_granted" | "passcode_reset" | "passcode_revoked",
  { id, accountId, expiresAt }: Pick<Passcode, "id" | "accountId" | "expiresAt">,
  occurrence: string,
): Promise<void> {
  const told = Prisma.sql`SELECT ${id}::uuid AS passcode_id, ${kind}::text AS kind, 0 AS day, ${id}::uuid AS subject_id,
    ${occurrence}::text AS occurrence, ${expiresAt}::timestamptz AS ends_at, ${actorName(actor)}::text AS by`;
  await insertNotices(db, now, await policyTable(db, [accountId]), told);
}
