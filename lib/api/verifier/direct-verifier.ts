import { timingSafeEqual } from "node:crypto";
import type { Pool } from "pg";
import { AppError } from "@/lib/core/errors";
import { digestsOf, parseToken } from "@/lib/core/secrets";
import type { CredentialRecord } from "@/lib/core/verification/credential-record";
import { type Decision, decideCredential, notFound } from "@/lib/core/verification/decide-credential";
import { pendingMigrations } from "@/lib/core/verification/pending-migrations";
import { log } from "@/lib/log";
import { batchedReader } from "./batched-reader";
import type { Obstacle, Question, Verifier } from "./verifier";

const retryAfterSeconds = 1;

/**
 * A verifier that reads the database on every request: right at once after every change, as slow as a query.
 *
 * @param pool ended by `close`.
 */
export function directVerifier(pool: Pool): Verifier {
  const read = batchedReader(pool);
  let retired = false;
  return {
    verify: (question) => verify(read, question),
    obstacles: async () => (retired ? ["stopping"] : obstacles(pool)),
    retire: async () => {
      retired = true;
    },
    close: () => pool.end(),
  };
}

type Read = ReturnType<typeof batchedReader>;

async function verify(read: Read, { token, kinds, accountId }: Question): Promise<Decision> {
  const parsed = parseToken(token);
  if (!parsed || !kinds.includes(parsed.kind)) return notFound;
  const digests = digestsOf(token).map((digest) => Buffer.from(digest));
  const records = await readRecords(read, digests);
  const record = pickRecord(records, digests);
  return record ? decideCredential(record, accountId, record.now) : notFound;
}

/** The row that carries a digest that was asked for, compared in constant time; a row that came for no reason is none. */
export function pickRecord(records: readonly CredentialRecord[], digests: readonly Buffer[]): CredentialRecord | null {
  return records.find((row) => digests.some((digest) => timingSafeEqual(row.digest, digest))) ?? null;
}

/** @throws AppError `unavailable` whatever it was that failed: without the row nothing can be said of a credential. */
async function readRecords(read: Read, digests: Buffer[]): Promise<CredentialRecord[]> {
  try {
    return await read(digests);
  } catch (error) {
    log.error({ err: error }, "the verifier could not read the database");
    throw new AppError("unavailable", "The service cannot tell at the moment. Try again.", { retryAfterSeconds });
  }
}

async function obstacles(pool: Pool): Promise<Obstacle[]> {
  try {
    const pending = await pendingMigrations(async (sql) => (await pool.query<{ name: string }>(sql)).rows);
    return pending.length > 0 ? ["migrations"] : [];
  } catch (error) {
    log.warn({ err: error }, "not ready: the database does not answer");
    return ["database"];
  }
}
