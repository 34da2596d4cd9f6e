import type { Pool } from "pg";
import {
  type CredentialRecord,
  credentialRecordsOfManySql,
  credentialRecordsSql,
} from "@/lib/core/verification/credential-record";

const batchesMax = 4;
const batchSizeMax = 500;
/** A batch whose connection was lost is read again, while that leaves time to answer within 2 s. */
const attemptsMax = 4;
const retryWithinMs = 150;

type Waiting = {
  digests: Buffer[];
  resolve: (records: CredentialRecord[]) => void;
  reject: (error: unknown) => void;
};

/**
 * Reads credentials for many requests by few queries: what is asked in one tick is one query, and while four are under way the
 * next ones gather. A busy process would else let requests wait for a connection until they time out.
 *
 * @returns a function from the digests of a secret to the rows that carry one of them. It rejects with the error of the query, for
 * those who wait too: they would only learn the same later.
 */
export function batchedReader(pool: Pool): (digests: Buffer[]) => Promise<CredentialRecord[]> {
  let waiting: Waiting[] = [];
  let underWay = 0;
  let isScheduled = false;

  const schedule = () => {
    if (isScheduled || waiting.length === 0 || underWay >= batchesMax) return;
    isScheduled = true;
    setImmediate(send);
  };
  const send = async () => {
    isScheduled = false;
    const batch = waiting.splice(0, batchSizeMax);
    underWay++;
    try {
      const records = await readBatch(pool, batch);
      for (const { digests, resolve } of batch) resolve(digests.flatMap((one) => records.get(keyOf(one)) ?? []));
    } catch (error) {
      const failed = [...batch, ...waiting];
      waiting = [];
      for (const { reject } of failed) reject(error);
    } finally {
      underWay--;
      schedule();
    }
  };
  return (digests) =>
    new Promise((resolve, reject) => {
      waiting.push({ digests, resolve, reject });
      schedule();
    });
}

async function readBatch(pool: Pool, batch: readonly Waiting[]): Promise<Map<string, CredentialRecord>> {
  const start = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await queryBatch(pool, batch);
    } catch (error) {
      if (attempt === attemptsMax || performance.now() - start > retryWithinMs) throw error;
    }
  }
}

async function queryBatch(pool: Pool, batch: readonly Waiting[]): Promise<Map<string, CredentialRecord>> {
  const digests = batch.flatMap((one) => one.digests);
  const query =
    batch.length === 1
      ? { name: "credential-records", text: credentialRecordsSql, values: [digests[0], digests.at(-1)] }
      : { name: "credential-records-of-many", text: credentialRecordsOfManySql, values: [digests] };
  const { rows } = await pool.query<CredentialRecord>(query);
  return new Map(rows.map((row) => [keyOf(row.digest), row]));
}

const keyOf = (digest: Buffer) => digest.toString("latin1");
