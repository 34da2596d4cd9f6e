import { keys } from "@/lib/keys";
import { AppError } from "./errors";
import { seal, unseal } from "./seal";

/** What a sealed text belongs to: it opens in no other place (AAD). */
export type VaultPlace = {
  /** The account's, or the user's where it belongs to the person himself. */
  ownerId: string;
  recordId: string;
  purpose: "user passcode" | "account key" | "totp seed" | "mailed link";
};

export type Sealed = { sealed: Uint8Array<ArrayBuffer>; vaultKeyId: string };

/**
 * Seals what must be shown again with AES-256-GCM under the current vault key, which is not in the database; bound to owner,
 * record, purpose and key id (SECURITY.md S2, ASVS 11.3).
 */
export function sealInVault(text: string, place: VaultPlace): Sealed {
  const current = keys().vaultKeys[0];
  if (!current) throw new Error("no vault key is loaded");
  return { sealed: seal(text, current.key, contextOf(place, current.id)), vaultKeyId: current.id };
}

/**
 * What was sealed at this place. @throws AppError `unavailable` where the row's vault key is not loaded; `vault_unreadable` where
 * row and place do not belong together or a bit of it was changed.
 */
export function openFromVault({ sealed, vaultKeyId }: { sealed: Uint8Array; vaultKeyId: string }, place: VaultPlace) {
  const named = keys().vaultKeys.find(({ id }) => id === vaultKeyId);
  if (!named) throw new AppError("unavailable", "The key that this is sealed under is not loaded. Tell your operator.");
  try {
    return unseal(sealed, named.key, contextOf(place, vaultKeyId));
  } catch {
    throw new AppError(
      "vault_unreadable",
      "What is stored cannot be opened: it was changed or moved. Tell your operator.",
    );
  }
}

const contextOf = ({ ownerId, recordId, purpose }: VaultPlace, keyId: string) =>
  new TextEncoder().encode(JSON.stringify([ownerId, recordId, purpose, keyId]));
