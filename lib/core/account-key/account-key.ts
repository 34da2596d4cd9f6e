import { lockAccount } from "@/lib/core/account/lock-account";
import { type Actor, accountIdOf, actorName, type Context } from "@/lib/core/context";
import { digestSecret, hintOf, makeId, makeToken } from "@/lib/core/secrets";
import { openFromVault, sealInVault } from "@/lib/core/vault";
import type { Tx } from "@/lib/db";
import type { ApiKey } from "@/lib/generated/prisma/client";

/** An account's own API key (dialect 2): it never ends by itself, and can be read again. */
export type AccountKey = { id: string; api_key: string };

/** The account's live key, or null, under the account's lock: there is one at most. */
export async function lockAccountKey(tx: Tx, actor: Actor): Promise<ApiKey | null> {
  const accountId = accountIdOf(actor);
  await lockAccount(tx, accountId);
  return tx.apiKey.findFirst({ where: { accountId, membershipId: null, revokedAt: null } });
}

/** Makes the account's key: its digest, and sealed in the vault. Under the account's lock, where there is no live one. */
export async function addAccountKey({ actor, now, db }: Context): Promise<AccountKey> {
  const accountId = accountIdOf(actor);
  const id = makeId();
  const key = makeToken("ak");
  await db.apiKey.create({
    data: {
      ...{ id, accountId, ...digestSecret(key), ...sealInVault(key, placeOf(accountId, id)) },
      ...{ hint: hintOf(key), createdAt: now, createdBy: actorName(actor) },
    },
  });
  return { id, api_key: key };
}

/** Shows a live key. @throws AppError `unavailable` (its vault key is not loaded), `vault_unreadable`. */
export function openAccountKey({ id, accountId, sealed, vaultKeyId }: ApiKey): AccountKey {
  if (!sealed || !vaultKeyId) throw new Error(`the account's key ${id} is not sealed`);
  return { id, api_key: openFromVault({ sealed, vaultKeyId }, placeOf(accountId, id)) };
}

/** What the audit log calls it. */
export const accountKeyTarget = ({ id, api_key }: AccountKey) => ({ type: "api_key", id, name: hintOf(api_key) });

const placeOf = (accountId: string, id: string) =>
  ({ ownerId: accountId, recordId: id, purpose: "account key" }) as const;
