import { command } from "@/lib/core/command";
import { endTokens } from "@/lib/core/token/end-tokens";
import { lockRefreshToken, refreshEntry, refreshTokenInput, requireRefreshToken } from "./lock-refresh-token";

/**
 * Ends every token of the sign-in that a refresh token belongs to: refused from the moment this answers. Recorded where there was one
 * left to end. @throws AppError `credential_invalid` where nobody knows the token.
 */
export const endAccessTokenFamily = command({
  name: "access-token.end-family",
  input: refreshTokenInput,
  prepare: requireRefreshToken,
  lock: lockRefreshToken,
  touches: ({ locked: { membership } }) => [membership.id],
  run: async ({ now, db }, _input, { locked }) => {
    const { signInId } = locked.row;
    const live = await db.token.count({ where: { signInId, endedAt: null, expiresAt: { gt: now } } });
    await endTokens(db, now, { signInId });
    return { output: null, audit: live > 0 ? { ...refreshEntry(locked), detail: { ended: live } } : [] };
  },
});
