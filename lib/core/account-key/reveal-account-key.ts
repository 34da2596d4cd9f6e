import { z } from "zod";
import { command } from "@/lib/core/command";
import { accountKeyTarget, addAccountKey, lockAccountKey, openAccountKey } from "./account-key";

/**
 * Shows the account's own API key; where there is none, it is made. Recorded each time.
 * @throws AppError `vault_unreadable`, `unavailable` (its vault key is not loaded). Source: seed 001, WIRE.md section 2.
 */
export const revealAccountKey = command({
  name: "account-key.reveal",
  input: z.strictObject({}),
  lock: (tx, _input, actor) => lockAccountKey(tx, actor),
  // A new key is remembered nowhere.
  touches: null,
  run: async (ctx, _input, { locked }) => {
    const output = locked ? openAccountKey(locked) : await addAccountKey(ctx);
    return { output, audit: { target: accountKeyTarget(output), detail: { made: !locked } } };
  },
});
