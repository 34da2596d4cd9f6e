import { AppError } from "@/lib/core/errors";
import { digestSecret, digestsOf, makeToken, parseToken } from "@/lib/core/secrets";
import { inTransaction } from "@/lib/core/transaction";
import type { Tx } from "@/lib/db";

const challengeMinutes = 10;
/** SECURITY.md A3. */
const guessesMax = 5;

/** Writes a sign-in that waits for its TOTP code, and answers what the browser shows for it. */
export async function raiseChallenge(db: Tx, now: Date, membershipId: string): Promise<string> {
  const token = makeToken("sc");
  const expiresAt = new Date(now.getTime() + challengeMinutes * 60_000);
  await db.signInChallenge.create({ data: { membershipId, ...digestSecret(token), expiresAt } });
  return token;
}

/**
 * Takes one of a challenge's guesses, in a transaction of its own, before the code is looked at: parallel guesses count too.
 * @throws AppError `challenge_over`: unknown, spent, expired, or five guesses were made.
 */
export async function takeGuess(outer: Tx | undefined, token: string) {
  if (parseToken(token)?.kind !== "sc") throw challengeOver();
  return inTransaction(outer, async (tx) => {
    const [digest, older = digest] = digestsOf(token);
    const [taken] = await tx.$queryRaw<{ id: string; membershipId: string }[]>`
      UPDATE sign_in_challenge SET guesses = guesses + 1
      WHERE digest IN (${digest}, ${older}) AND spent_at IS NULL AND expires_at > clock_timestamp() AND guesses < ${guessesMax}
      RETURNING id, membership_id AS "membershipId"`;
    const where = { id: taken?.membershipId, status: "active" as const, deletedAt: null };
    const membership = taken && (await tx.membership.findFirst({ where, include: { user: true, account: true } }));
    if (!membership) throw challengeOver();
    return { id: taken.id, membership };
  });
}

/** Ends a challenge by its right answer. @throws AppError `challenge_over` where another request was first. */
export async function spendChallenge(db: Tx, id: string, now: Date): Promise<void> {
  const { count } = await db.signInChallenge.updateMany({ where: { id, spentAt: null }, data: { spentAt: now } });
  if (count === 0) throw challengeOver();
}

const challengeOver = () => new AppError("challenge_over", "This sign-in is over. Begin again with your password.");
