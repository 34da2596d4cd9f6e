import { z } from "zod";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import { endTokens } from "@/lib/core/token/end-tokens";
import { accountKeyTarget, addAccountKey, lockAccountKey } from "./account-key";

/**
 * Gives the account another API key. The one before, and every token that it was exchanged for, is refused from the moment this answers.
 * Source: WIRE.md section 2.
 */
export const replaceAccountKey = command({
  name: "account-key.replace",
  input: z.strictObject({}),
  lock: (tx, _input, actor) => lockAccountKey(tx, actor),
  // The key may have issued more tokens than a change can name.
  touches: ({ actor }) => [accountIdOf(actor)],
  run: async (ctx, _input, { locked: before }) => {
    const { db, now } = ctx;
    if (before) {
      const data = { revokedAt: now, sealed: null, vaultKeyId: null };
      await db.apiKey.update({ where: { id: before.id }, data });
      await endTokens(db, now, { apiKeyId: before.id });
    }
    const output = await addAccountKey(ctx);
    return { output, audit: { target: accountKeyTarget(output), detail: { replaced: before?.hint ?? null } } };
  },
});
