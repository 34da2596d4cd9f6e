import { createHash } from "node:crypto";
import { digestSecret, digestsOf } from "@/lib/core/secrets";
import type { Tx } from "@/lib/db";
import { DigestMethod } from "@/lib/generated/prisma/enums";

/** How clients make the digest, and how many hexadecimal digits it has. */
const digests: Record<DigestMethod, { algorithm: string; length: number }> = {
  md5: { algorithm: "md5", length: 32 },
  sha: { algorithm: "sha1", length: 40 },
};

/** By method, what is kept of a digest: an HMAC, for the digest itself is as good as the password. */
export type DigestLogins = Record<DigestMethod, ReturnType<typeof digestSecret>>;

/** What clients send in place of an e-mail and a password. @param email as it is compared: NFC, lower case. */
export function digestLoginsOf(email: string, password: string): DigestLogins {
  const keptOf = (method: DigestMethod) => {
    const hash = createHash(digests[method].algorithm).update(`${email}:${password.normalize("NFC")}`);
    return digestSecret(nameOf(method, hash.digest("hex")));
  };
  return { md5: keptOf("md5"), sha: keptOf("sha") };
}

/** What a digest that was sent may be kept as, under each pepper, or null: it is none. @param hex in either case. */
export function keptDigestsOf(method: DigestMethod, hex: string): Uint8Array<ArrayBuffer>[] | null {
  const isOne = hex.length === digests[method].length && /^[0-9a-f]+$/i.test(hex);
  return isOne ? digestsOf(nameOf(method, hex.toLowerCase())) : null;
}

/** So that it is no digest of anything else that is kept. */
const nameOf = (method: DigestMethod, hex: string) => `digest login ${method} ${hex}`;

/**
 * Keeps what a person is found by who sends a digest, in the transaction in which his password is set or was right; nothing where no
 * account of his takes digests. His row is locked.
 */
export async function keepDigestLogins(tx: Tx, now: Date, userId: string, logins: DigestLogins): Promise<void> {
  for (const method of Object.values(DigestMethod)) {
    const { digest, pepperId } = logins[method];
    await tx.$executeRaw`
      INSERT INTO digest_login (user_id, method, digest, pepper_id, created_at)
      SELECT ${userId}::uuid, ${method}::digest_method, ${digest}, ${pepperId}, ${now} WHERE EXISTS (
        SELECT 1 FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.user_id = ${userId}::uuid AND m.status = 'active' AND m.deleted_at IS NULL
          AND (a.policy ->> 'digest_login')::boolean)
      ON CONFLICT (user_id, method) DO UPDATE
        SET digest = excluded.digest, pepper_id = excluded.pepper_id, created_at = excluded.created_at`;
  }
}

/** Forgets those of an account's members whom no other account lets in by a digest. */
export async function forgetDigestLogins(tx: Tx, accountId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM digest_login d USING membership mine
    WHERE mine.user_id = d.user_id AND mine.account_id = ${accountId}::uuid AND NOT EXISTS (
      SELECT 1 FROM membership m JOIN account a ON a.id = m.account_id
      WHERE m.user_id = d.user_id AND m.status = 'active' AND m.deleted_at IS NULL
        AND (a.policy ->> 'digest_login')::boolean)`;
}
