import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { digestsOf, parseToken } from "@/lib/core/secrets";
import { memberActor, withPerson } from "@/lib/core/session/member-actor";
import type { Tx } from "@/lib/db";

export const refreshTokenInput = z.strictObject({ refresh_token: z.string("Refresh token: text is needed.") });

/** Garbage, typing errors and tokens of another kind cost no query. @throws AppError `credential_invalid`. */
export async function requireRefreshToken(_caller: unknown, { refresh_token }: z.output<typeof refreshTokenInput>) {
  if (parseToken(refresh_token)?.kind !== "rt") throw refreshTokenInvalid();
}

/**
 * A refresh token, spent ones too, under the lock of its member and of the tokens of its sign-in: one exchange or end at a time, and
 * whatever else ends them waits for us (`endTokens`), or we for it.
 * @throws AppError `credential_invalid` where nobody knows it.
 */
export async function lockRefreshToken(tx: Tx, { refresh_token }: z.output<typeof refreshTokenInput>) {
  const known = await tx.token.findFirst({ where: { kind: "refresh", digest: { in: digestsOf(refresh_token) } } });
  if (!known?.membershipId) throw refreshTokenInvalid();
  // In the order of every command: the new tokens' foreign keys would lock the account last.
  await tx.$executeRaw`SELECT 1 FROM account WHERE id = ${known.accountId}::uuid FOR KEY SHARE`;
  await tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${known.membershipId}::uuid FOR UPDATE`;
  await tx.$executeRaw`
    SELECT 1 FROM token
    WHERE sign_in_id = ${known.signInId}::uuid AND ended_at IS NULL AND expires_at > clock_timestamp() FOR UPDATE`;
  const include = { membership: { include: withPerson } };
  const { membership, ...row } = await tx.token.findUniqueOrThrow({ where: { id: known.id }, include });
  if (!membership) throw refreshTokenInvalid();
  return { row, membership };
}
export type LockedRefreshToken = Awaited<ReturnType<typeof lockRefreshToken>>;

/** Whose it is, as the rows say now. */
export const holderOf = ({ row, membership }: LockedRefreshToken, now: Date) =>
  memberActor(membership, { sessionId: row.signInId, signedInAt: row.signedInAt }, now);

/** Of one or of its whole family, for the audit log. */
export const refreshEntry = ({ membership }: LockedRefreshToken) => ({
  accountId: membership.accountId,
  target: { type: "membership", id: membership.id, name: membership.user.name },
});

/** The one refusal of what is unknown, expired or spent. */
export const refreshTokenInvalid = () => new AppError("credential_invalid", "The refresh token is not valid.");
