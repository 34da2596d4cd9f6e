import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { signJwt } from "@/lib/core/jwt/jwt";
import { digestSecret, hintOf, makeId, makeToken } from "@/lib/core/secrets";
import type { Token, TokenKind } from "@/lib/generated/prisma/client";
import type { SignIn } from "./prove-for-token";

/** Whose a token is. */
export type Holder = {
  account: { id: string; publicId: string };
  /** Null: the account's own. */
  membershipId: string | null;
  /** The API key that it is issued for, and ends with. */
  apiKeyId?: string;
};

export type IssuedToken = {
  /** In this answer and nowhere else. */
  token: string;
  /** RFC 3339, UTC, a whole second. */
  expires_at: string;
  row: Token;
};

const prefixes = { session: "st", temporary: "tt", refresh: "rt", private: "pt" } as const;

/**
 * Issues a token of any kind; a JWT has its row too, and the row decides.
 * @param given.signIn what it ends together with.
 * @throws AppError `credential_invalid` where its time would be over already.
 */
export async function issueToken(
  { now, db, request: { address, agent } }: Context,
  kind: TokenKind,
  { account, membershipId, apiKeyId }: Holder,
  given: { signIn: SignIn; expiresAt: Date; name?: string },
): Promise<IssuedToken> {
  const { signIn, name } = given;
  const expiresAt = wholeSecond(given.expiresAt);
  if (expiresAt <= now) throw new AppError("credential_invalid", "This sign-in is over. Sign in again.");
  const id = makeId();
  const token =
    kind === "jwt" || kind === "access"
      ? await signJwt({
          ...{ kind, accountPublicId: account.publicId, userId: membershipId ?? "", tokenId: id },
          ...{ issuedAt: now, expiresAt },
        })
      : makeToken(prefixes[kind]);
  const row = await db.token.create({
    data: {
      ...{ id, accountId: account.id, membershipId, apiKeyId, kind, name, hint: name && hintOf(token) },
      ...{
        ...digestSecret(token),
        signInId: signIn.id,
        signedInAt: signIn.at,
        createdAt: now,
        expiresAt,
        address,
        agent,
      },
    },
  });
  return { token, expires_at: expiresAt.toISOString(), row };
}

/** As a JWT and the dialects say it, so that the row ends with what they say. */
export const wholeSecond = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000);
