import { lockAccount } from "@/lib/core/account/lock-account";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db";
import { passcodeLimit } from "./passcode-view";

/**
 * Takes one of the account's 100 places, under the account's row lock: count-then-insert would overrun. Expiry comes by the
 * clock, without a transaction, so a full counter first gives back the places of the expired ones.
 * @throws AppError `passcode_limit_reached`.
 */
export async function takePlace(tx: Tx, accountId: string): Promise<void> {
  const take = () => tx.$executeRaw`
    UPDATE account SET live_passcodes = live_passcodes + 1
    WHERE id = ${accountId}::uuid AND live_passcodes < ${passcodeLimit}`;
  if ((await take()) === 1) return;
  await lockAccount(tx, accountId);
  await tx.$executeRaw`
    WITH settled AS (
      UPDATE passcode SET holds_place = false
      WHERE account_id = ${accountId}::uuid AND holds_place AND expires_at <= clock_timestamp() RETURNING 1)
    UPDATE account SET live_passcodes = live_passcodes - (SELECT count(*) FROM settled) WHERE id = ${accountId}::uuid`;
  if ((await take()) === 1) return;
  throw new AppError(
    "passcode_limit_reached",
    `This account has ${passcodeLimit} passcodes, the most there can be. Delete one that is no longer used.`,
  );
}
