import { z } from "zod";
import { command } from "@/lib/core/command";
import { nameSchema } from "@/lib/core/name";
import { expiresAtSchema } from "@/lib/core/passcode/expiry";
import { issuePrivateToken, requireAllowedEnd } from "./issue-private-token";
import { lockMaker } from "./lock-maker";
import { privateTokenTarget, toPrivateTokenView } from "./private-token-view";

export const createPrivateTokenInput = z.strictObject({ name: nameSchema("Name"), expires_at: expiresAtSchema });

/**
 * A token of the caller's own that lives to a moment that he names, whatever becomes of his sign-ins; it ends with his access. The
 * token is in this answer and in no other. Several may have one name.
 * @throws AppError as `lockMaker`; `invalid_request` where the end has passed, or is later than the account allows (`max_lifetime_days`;
 * else 3650 days). Source: seed 004, WIRE.md section 5.
 */
export const createPrivateToken = command({
  name: "private-token.create",
  input: createPrivateTokenInput,
  secretField: "token",
  lock: (tx, _input, actor) => lockMaker(tx, actor),
  touches: null,
  run: async (ctx, { name, expires_at }, { locked: { policy } }) => {
    const expiresAt = requireAllowedEnd(expires_at, policy, ctx.now);
    const { token, row } = await issuePrivateToken(ctx, { name, expiresAt });
    return {
      output: { ...toPrivateTokenView(row), token },
      audit: { target: privateTokenTarget(row), detail: { expires_at: row.expiresAt.toISOString() } },
    };
  },
});
