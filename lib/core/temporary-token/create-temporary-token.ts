import { z } from "zod";
import { policyOf } from "@/lib/core/account/policy";
import { command } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { digestsOf, makeId, parseToken } from "@/lib/core/secrets";
import { chargeNamelessAttempt, refundAddress } from "@/lib/core/throttle/charge-attempt";
import type { Tx } from "@/lib/db";
import { issueTemporaryToken } from "./issue-temporary-token";

/**
 * Exchanges an account's own API key for a temporary token of the account. There is no name to count failures by: they count for the address.
 * @throws AppError `credential_invalid` (the same for what is no key, one that was replaced, a member's, and an account that has the
 * dialect switched off), `throttled`. Source: seed 001, WIRE.md section 2.
 */
export const createTemporaryToken = command({
  name: "temporary-token.create",
  input: z.strictObject({ api_key: z.string() }),
  prepare: ({ db, request }) => chargeNamelessAttempt(db, request.address),
  lock: (tx, { api_key }) => lockKey(tx, api_key),
  touches: null,
  run: async (ctx, _input, { prepared: charge, locked: { id: apiKeyId, account } }) => {
    await refundAddress(ctx.db, charge);
    const signIn = { id: makeId(), at: ctx.now };
    const { token, row } = await issueTemporaryToken(ctx, { account, membershipId: null, apiKeyId }, signIn);
    return {
      output: { id: row.id, token, account_id: account.publicId },
      audit: { accountId: account.id, target: { type: "account", id: account.id, name: account.name } },
    };
  },
});

/** Whoever replaces the key, or switches the dialect off, waits for us, or we for him: no token is issued that he did not see. */
async function lockKey(tx: Tx, key: string) {
  if (parseToken(key)?.kind !== "ak") throw wrongKey();
  const where = { digest: { in: digestsOf(key) }, membershipId: null, revokedAt: null };
  const found = await tx.apiKey.findFirst({ where, select: { id: true, accountId: true } });
  if (!found) throw wrongKey();
  // First, as the changes do; no stronger, so that exchanges do not wait for each other.
  await tx.$executeRaw`SELECT 1 FROM account WHERE id = ${found.accountId}::uuid FOR KEY SHARE`;
  const live = await tx.apiKey.findFirst({ where: { ...where, id: found.id }, include: { account: true } });
  if (!live || !policyOf(live.account.policy).dialects.temporary) throw wrongKey();
  return live;
}

const wrongKey = () => new AppError("credential_invalid", "The API key is not valid.");
