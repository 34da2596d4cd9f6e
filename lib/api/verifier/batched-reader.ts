import type { QueryConfig, QueryResultRow } from "pg";
import { AppError } from "@/lib/core/errors";
import { type CredentialRecord, credentialRecordsQuery } from "@/lib/core/verification/credential-record";
import { type ProcessClock, processClock } from "@/lib/process-clock";

const batchesMax = 4;
const batchSizeMax = 500;
/** More than that gather only where the database answers nothing. */
const waitingMax = 10_000;
/** A batch whose connection was lost is read again, while that leaves time to answer within 2 s. */
const attemptsMax = 4;
const retryWithinMs = 150;

export type RunQuery = <Row extends QueryResultRow>(query: QueryConfig) => Promise<Row[]>;

/** The rows that carry a digest that was asked for, and what `atSending` gave right before their query was sent. */
export type Reading<Ticket> = { records: CredentialRecord[]; ticket: Ticket };

type Waiting<Ticket> = {
  digests: Buffer[];
  resolve: (reading: Reading<Ticket>) => void;
  reject: (error: unknown) => void;
};

/**
 * Reads credentials for many requests by few queries: what is asked in one tick is one query, and while four are under way the
 * next ones gather. A request joins only what is not yet sent, so that what it gets was read after it began.
 *
 * @param atSending called right before each query is sent.
 * @returns a function from the digests of a secret to its reading. It rejects with the error of the query, for those who wait too:
 * they would only learn the same later; and with AppError `unavailable` where 10,000 wait.
 */
export function batchedReader<Ticket>(
  query: RunQuery,
  atSending: () => Ticket,
  clock: ProcessClock = processClock,
): (digests: Buffer[]) => Promise<Reading<Ticket>> {
  let waiting: Waiting<Ticket>[] = [];
  let underWay = 0;
  let isScheduled = false;

  const schedule = () => {
    if (isScheduled || waiting.length === 0 || underWay >= batchesMax) return;
    isScheduled = true;
    clock.soon(send);
  };
  const send = async () => {
    isScheduled = false;
    const batch = waiting.splice(0, batchSizeMax);
    // Those who waited may have been told of another batch's failure meanwhile.
    if (batch.length === 0) return;
    underWay++;
    try {
      const { records, ticket } = await readBatch(query, atSending, batch, clock);
      for (const { digests, resolve } of batch) {
        resolve({ records: digests.flatMap((one) => records.get(keyOf(one)) ?? []), ticket });
      }
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
      if (waiting.length >= waitingMax) return reject(tooMany());
      waiting.push({ digests, resolve, reject });
      schedule();
    });
}

async function readBatch<Ticket>(
  query: RunQuery,
  atSending: () => Ticket,
  batch: readonly Waiting<Ticket>[],
  clock: ProcessClock,
) {
  const start = clock.monotonic();
  for (let attempt = 1; ; attempt++) {
    const ticket = atSending();
    try {
      return { ticket, records: await queryBatch(query, batch) };
    } catch (error) {
      if (attempt === attemptsMax || clock.monotonic() - start > retryWithinMs) throw error;
    }
  }
}

async function queryBatch(
  query: RunQuery,
  batch: readonly { digests: Buffer[] }[],
): Promise<Map<string, CredentialRecord>> {
  const digests = batch.flatMap((one) => one.digests);
  const rows = await query<CredentialRecord>(credentialRecordsQuery(digests));
  return new Map(rows.map((row) => [keyOf(row.digest), row]));
}

const keyOf = (digest: Buffer) => digest.toString("latin1");

const tooMany = () => new AppError("unavailable", "Too many requests wait for the database.", { retryAfterSeconds: 1 });
