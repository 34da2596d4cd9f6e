import { timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import { readJwt } from "@/lib/core/jwt/jwt";
import { digestsOf, parseToken } from "@/lib/core/secrets";
import type { CredentialRecord, PresentedKind } from "@/lib/core/verification/credential-record";
import { log } from "@/lib/log";
import type { Reading } from "./batched-reader";

const retryAfterSeconds = 1;

/** A secret's row, or null where the database has none, and the ticket of the query that said so. */
export type Found<Ticket> = { record: CredentialRecord | null; ticket: Ticket };

/**
 * Looks a secret up.
 * @returns null for garbage, typing errors and kinds that are not taken, which cost no query (SECURITY.md S1).
 * @throws AppError `unavailable` whatever it was that failed: without the row nothing can be said of a credential.
 */
export async function readCredential<Ticket>(
  read: (digests: Buffer[]) => Promise<Reading<Ticket>>,
  { token, kinds }: { token: string; kinds: readonly PresentedKind[] },
): Promise<Found<Ticket> | null> {
  const kind = parseToken(token)?.kind ?? (await readJwt(token));
  if (!kind || !kinds.includes(kind)) return null;
  const digests = digestsOf(token).map((digest) => Buffer.from(digest));
  try {
    const { records, ticket } = await read(digests);
    return { record: pickRecord(records, digests), ticket };
  } catch (error) {
    log.error({ err: error }, "the verifier could not read the database");
    throw new AppError("unavailable", "The service cannot tell at the moment. Try again.", { retryAfterSeconds });
  }
}

/** The row that carries a digest that was asked for, compared in constant time; a row that came for no reason is none. */
export function pickRecord(records: readonly CredentialRecord[], digests: readonly Buffer[]): CredentialRecord | null {
  return records.find((row) => digests.some((digest) => timingSafeEqual(row.digest, digest))) ?? null;
}
