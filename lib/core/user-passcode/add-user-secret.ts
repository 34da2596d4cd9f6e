import { digestSecret, hintOf, makeId, makeToken } from "@/lib/core/secrets";
import { sealInVault } from "@/lib/core/vault";
import type { Tx } from "@/lib/db";

/** Writes a new current secret of a user's passcode: its digest, and sealed in the vault for its owner alone. It is answered to nobody. @returns its id. */
export async function addUserSecret(
  db: Tx,
  { id: passcodeId, accountId }: { id: string; accountId: string },
  now: Date,
): Promise<string> {
  const id = makeId();
  const secret = makeToken("up");
  await db.secret.create({
    data: {
      id,
      passcodeId,
      ...digestSecret(secret),
      ...sealInVault(secret, userSecretPlace(accountId, id)),
      hint: hintOf(secret),
      createdAt: now,
    },
  });
  return id;
}

/** Where a user's secret is sealed. */
export const userSecretPlace = (accountId: string, secretId: string) =>
  ({ ownerId: accountId, recordId: secretId, purpose: "user passcode" }) as const;

/** Ends every secret of a user's passcode at once, and forgets what was sealed. */
export async function endUserSecrets(db: Tx, passcodeId: string, now: Date): Promise<void> {
  await db.secret.updateMany({
    where: { passcodeId, endedAt: null },
    data: { endedAt: now, sealed: null, vaultKeyId: null },
  });
}
