import { lockAccount } from "@/lib/core/account/lock-account";
import { dayMs } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { accountIdOf, actorName } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { foldCase } from "@/lib/core/name";
import { digestSecret, hintOf, makeToken } from "@/lib/core/secrets";
import type { Tx } from "@/lib/db";
import { createPasscodeInput } from "./create-passcode-input";
import { passcodeLimit, toPasscodeView } from "./passcode-view";

/**
 * Makes an account passcode. The secret is in this answer and in no other.
 * @throws AppError `name_taken`, `passcode_limit_reached` (100 that are not expired), `invalid_request`.
 * Source: seed 000, Create Account Passcode.
 */
export const createPasscode = command({
  name: "passcode.create",
  input: createPasscodeInput,
  lock: (tx, _input, actor) => takePlace(tx, accountIdOf(actor)),
  run: async ({ actor, now, db }, input) => {
    const accountId = accountIdOf(actor);
    const nameKey = foldCase(input.name);
    const namesake = await db.passcode.findFirst({ where: { accountId, nameKey, deletedAt: null } });
    if (namesake) {
      throw new AppError("name_taken", `There is already a passcode named “${namesake.name}”. Choose another name.`, {
        issues: [{ path: "name", message: `There is already a passcode named “${namesake.name}”.` }],
      });
    }
    const secret = makeToken("ap");
    const expiresAt = input.expires_in_days === null ? null : new Date(now.getTime() + input.expires_in_days * dayMs);
    const row = await db.passcode.create({
      data: {
        accountId,
        name: input.name,
        nameKey,
        expiresAt,
        createdAt: now,
        createdBy: actorName(actor),
        secrets: { create: { ...digestSecret(secret), hint: hintOf(secret), createdAt: now } },
      },
      include: { secrets: true },
    });
    return {
      output: { ...toPasscodeView(row, row.secrets, now), passcode: secret },
      audit: {
        target: { type: "passcode", id: row.id, name: row.name },
        detail: { expires_at: expiresAt?.toISOString() ?? null },
      },
    };
  },
});

/**
 * Counts one more live passcode, under the account's row lock: count-then-insert would overrun. Expiry comes by the clock, so
 * a full counter first gives back the places of the expired ones.
 */
async function takePlace(tx: Tx, accountId: string): Promise<void> {
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
