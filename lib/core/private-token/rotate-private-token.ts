import { z } from "zod";
import { command } from "@/lib/core/command";
import { expiresAtSchema } from "@/lib/core/passcode/expiry";
import { overlapSecondsDefault, overlapSecondsSchema } from "@/lib/core/passcode/rotate-passcode";
import { issuePrivateToken, longestEnd, requireAllowedEnd } from "./issue-private-token";
import { lockMaker } from "./lock-maker";
import { lockPrivateToken } from "./lock-private-token";
import { noSuchPrivateToken, privateTokenNumber, privateTokenTarget, toPrivateTokenView } from "./private-token-view";

export const rotatePrivateTokenInput = z.strictObject({
  number: privateTokenNumber,
  overlap_seconds: overlapSecondsSchema.default(overlapSecondsDefault),
  /** The new one's end; left out: that of the old one, or the latest that the account allows. */
  expires_at: expiresAtSchema.optional(),
});

/**
 * Another private token of the same name; the old one ends after the overlap, at 0 at once, and never later than it would have. The
 * new one is in this answer and in no other.
 * @throws AppError as `lockMaker`; `not_found` (another's, ended or expired); `invalid_request` as `createPrivateToken`.
 */
export const rotatePrivateToken = command({
  name: "private-token.rotate",
  input: rotatePrivateTokenInput,
  secretField: "token",
  lock: async (tx, { number }, actor) => ({
    ...(await lockMaker(tx, actor)),
    old: await lockPrivateToken(tx, actor, number),
  }),
  touches: ({ locked: { old } }) => [old.id],
  run: async (ctx, { overlap_seconds, expires_at }, { locked: { policy, old } }) => {
    const { now, db } = ctx;
    if (old.expiresAt <= now) throw noSuchPrivateToken();
    const expiresAt = expires_at
      ? requireAllowedEnd(expires_at, policy, now)
      : earlier(old.expiresAt, longestEnd(policy, now));
    const oldEnd = earlier(old.expiresAt, new Date(now.getTime() + overlap_seconds * 1000));
    const end = overlap_seconds === 0 ? { endedAt: now } : { expiresAt: oldEnd };
    await db.token.update({ where: { id: old.id }, data: end });
    const { token, row } = await issuePrivateToken(ctx, { name: old.name ?? "", expiresAt });
    const detail = { overlap_seconds, retires_at: oldEnd.toISOString(), expires_at: row.expiresAt.toISOString() };
    return { output: { ...toPrivateTokenView(row), token }, audit: { target: privateTokenTarget(row), detail } };
  },
});

const earlier = (a: Date, b: Date) => (a < b ? a : b);
