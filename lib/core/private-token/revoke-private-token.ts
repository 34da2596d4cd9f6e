import { z } from "zod";
import { command } from "@/lib/core/command";
import { lockPrivateToken } from "./lock-private-token";
import { privateTokenNumber, privateTokenTarget } from "./private-token-view";

/**
 * Ends one of the caller's own private tokens, an expired one too: it is refused from the moment this answers, and in no list.
 * @throws AppError `not_found`, for another's and for one that has ended too.
 */
export const revokePrivateToken = command({
  name: "private-token.revoke",
  input: z.strictObject({ number: privateTokenNumber }),
  lock: (tx, { number }, actor) => lockPrivateToken(tx, actor, number),
  touches: ({ locked: { id } }) => [id],
  run: async ({ now, db }, _input, { locked: row }) => {
    await db.token.update({ where: { id: row.id }, data: { endedAt: now } });
    return { output: null, audit: { target: privateTokenTarget(row) } };
  },
});
