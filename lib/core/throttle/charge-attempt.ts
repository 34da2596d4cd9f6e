import { AppError } from "@/lib/core/errors";
import { networkBlock } from "@/lib/core/network-block";
import { digestSecret } from "@/lib/core/secrets";
import { inTransaction } from "@/lib/core/transaction";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { Prisma } from "@/lib/generated/prisma/client";

/** A name or an address that has not failed for so long starts anew. */
export const forgetAfterHours = 24;
const forgetAfterSeconds = forgetAfterHours * 3600;
/** After the allowed failures: 2 s, 4 s, … and never more than 5 minutes, so that nobody is locked out for good (NIST SP 800-63B-4 3.2.2). */
const patience: Patience = { pauseSecondsMin: 2, pauseSecondsMax: 300, forgetAfterSeconds };
/** After the allowed ones a pause, and then anew. */
const tenMinutes: Patience = { pauseSecondsMin: 600, pauseSecondsMax: 600, forgetAfterSeconds: 600 };
/** One household or server is one caller. */
const callerBits = { ipv4: 32, ipv6: 64 } as const;

/** Cut to the column's milliseconds: rounded up, who comes within the same one would find himself blocked. */
const now = Prisma.sql`date_trunc('milliseconds', clock_timestamp())`;

type Patience = { pauseSecondsMin: number; pauseSecondsMax: number; forgetAfterSeconds: number };
/** What an attempt was charged to, and how often that name has failed by now. */
export type Charge = { nameKey: Uint8Array<ArrayBuffer>; addressKey: AddressKey; failures: number };
type AddressKey = Uint8Array<ArrayBuffer> | null;

/**
 * Counts an attempt as failed before it is made, in the database, so that parallel attempts on all nodes count too; a success is
 * given back with `refundAttempt`. The name counts whether it exists or not (SECURITY.md A1, A2).
 * @param name what was submitted, folded as it is compared. @param address the caller's, or null where it is not known.
 * @throws AppError `throttled` with the seconds to wait.
 */
export async function chargeAttempt(outer: Tx | undefined, name: string, address: string | null): Promise<Charge> {
  const nameKey = digestSecret(`throttle name ${name}`).digest;
  return inTransaction(outer, async (tx) => {
    const addressKey = await chargeAddress(tx, address);
    const failures = await charge(tx, nameKey, env().LOGIN_FAILURES_MAX);
    return { nameKey, addressKey, failures };
  });
}

/** Counts an attempt without a name as failed before it is made. @throws AppError `throttled` with the seconds to wait. */
export function chargeNamelessAttempt(outer: Tx | undefined, address: string | null): Promise<AddressKey> {
  return inTransaction(outer, (tx) => chargeAddress(tx, address));
}

async function chargeAddress(tx: Tx, address: string | null): Promise<AddressKey> {
  const block = address && networkBlock(address, callerBits);
  if (!block) return null;
  const key = digestSecret(`throttle address ${block}`).digest;
  await charge(tx, key, env().LOGIN_FAILURES_PER_ADDRESS_MAX);
  return key;
}

/** Links for forgotten passwords that one name, and one address, may ask for in a day before each further one has to wait. */
const forgottenMax = { name: 5, address: 30 };

/** Counts a request for a new password; the name counts whether it exists or not. @throws AppError `throttled` with the seconds to wait. */
export async function chargeForgotten(outer: Tx | undefined, name: string, address: string | null): Promise<void> {
  const block = address && networkBlock(address, callerBits);
  await inTransaction(outer, async (tx) => {
    if (block) await charge(tx, digestSecret(`throttle forgotten address ${block}`).digest, forgottenMax.address);
    await charge(tx, digestSecret(`throttle forgotten name ${name}`).digest, forgottenMax.name);
  });
}

/** Reveals of one's own passcode in a day before each further one has to wait. */
const revealsMax = 20;

/** Counts a reveal of a member's own passcode. @throws AppError `throttled` with the seconds to wait. */
export async function chargeReveal(outer: Tx | undefined, membershipId: string): Promise<void> {
  const { digest } = digestSecret(`throttle reveal ${membershipId}`);
  await inTransaction(outer, (tx) => charge(tx, digest, revealsMax));
}

/** Test mails of one account in 10 minutes. */
const testMailsMax = 5;

/** Counts a test mail of an account. @throws AppError `throttled` with the seconds to wait, where there were 5 in 10 minutes. */
export async function chargeTestMail(outer: Tx | undefined, accountId: string): Promise<void> {
  const { digest } = digestSecret(`throttle test mail ${accountId}`);
  await inTransaction(outer, (tx) => charge(tx, digest, testMailsMax, tenMinutes));
}

/**
 * A success ends the count of its name and gives back its own charges of the address: it resets nobody else's.
 * @param charges how many attempts led to it: two where a code followed the password.
 */
export async function refundAttempt(tx: Tx, { nameKey, addressKey }: Charge, charges = 1): Promise<void> {
  await tx.$executeRaw`DELETE FROM throttle WHERE key = ${nameKey}`;
  await refundAddress(tx, addressKey, charges);
}

/** Gives back what an attempt without a name was charged. */
export async function refundAddress(tx: Tx, addressKey: AddressKey, charges = 1): Promise<void> {
  if (!addressKey) return;
  await tx.$executeRaw`
    UPDATE throttle SET failures = greatest(failures - ${charges}::int, 0), blocked_until = least(blocked_until, ${now})
    WHERE key = ${addressKey}`;
}

async function charge(tx: Tx, key: Uint8Array<ArrayBuffer>, failuresMax: number, given = patience): Promise<number> {
  const { pauseSecondsMin: min, pauseSecondsMax: max, forgetAfterSeconds: forget } = given;
  const failures = Prisma.sql`CASE WHEN t.updated_at < clock_timestamp() - make_interval(secs => ${forget}::int) THEN 1
    ELSE t.failures + 1 END`;
  const pause = Prisma.sql`least(greatest(power(2, least(${failures} + 1 - ${failuresMax}::int, 30)), ${min}::int), ${max}::int)`;
  const rows = await tx.$queryRaw<{ failures: number; seconds: number; blocked: boolean }[]>`
    WITH charged AS (
      INSERT INTO throttle AS t (key, failures, blocked_until, updated_at)
      VALUES (${key}, 1, ${now}, ${now})
      ON CONFLICT (key) DO UPDATE SET
        failures = ${failures},
        blocked_until = ${now} + make_interval(secs =>
          CASE WHEN ${failures} < ${failuresMax}::int THEN 0 ELSE ${pause} END),
        updated_at = clock_timestamp()
      WHERE t.blocked_until <= clock_timestamp()
      RETURNING failures)
    SELECT failures, 0 AS seconds, false AS blocked FROM charged
    UNION ALL
    SELECT failures, ceil(extract(epoch FROM blocked_until - clock_timestamp()))::int, true FROM throttle
    WHERE key = ${key} AND NOT EXISTS (SELECT 1 FROM charged)`;
  const row = rows[0];
  if (row && !row.blocked) return row.failures;
  const retryAfterSeconds = Math.max(1, row?.seconds ?? 1);
  const wait = retryAfterSeconds === 1 ? "a second" : `${retryAfterSeconds} seconds`;
  throw new AppError("throttled", `Too many attempts. Try again in ${wait}.`, { retryAfterSeconds });
}
