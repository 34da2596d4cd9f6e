import { policyOf } from "@/lib/core/account/policy";
import { appendAuditEvents } from "@/lib/core/audit/append-audit-events";
import { readClock } from "@/lib/core/clock";
import type { Caller } from "@/lib/core/context";
import { type DigestLogins, digestLoginsOf, keepDigestLogins } from "@/lib/core/digest-login/digest-logins";
import { AppError } from "@/lib/core/errors";
import { fewAtOnce } from "@/lib/core/few-at-once";
import { hashPassword, isOutdated, verifyPassword } from "@/lib/core/password/hash-password";
import { verifyOnce } from "@/lib/core/password/verify-once";
import { type Charge, chargeAttempt, refundAttempt } from "@/lib/core/throttle/charge-attempt";
import { chargeOnce } from "@/lib/core/throttle/charge-once";
import { matchTotpCode, spendTotpMatch, type TotpMatch, totpCodeInvalid } from "@/lib/core/totp/match-totp-code";
import { inSnapshot, inTransaction } from "@/lib/core/transaction";
import { db, type Tx } from "@/lib/db";
import { env } from "@/lib/env";
import type { Membership } from "@/lib/generated/prisma/client";

export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** What somebody showed of himself. The attempt counts as failed until `acceptProof`. */
export type Proof = {
  charge: Charge;
  user: Person;
  match: TotpMatch | null;
  /** The same password digested anew, where its digest was made with old parameters. */
  newDigest: string | null;
  /** What a client of the digest login sends in place of name and password, where an account of his takes it. */
  digestLogins: DigestLogins | null;
};

/** What somebody signs in with. */
export type Login = {
  email: string;
  password: string;
  code?: string;
  /** A client sends it with every request, and again after every refusal: within 10 s the same counts once, and costs argon2 once. */
  repeats?: boolean;
};

/**
 * The one place where a password is compared, for every way in (SECURITY.md A1, A2, A4): the attempt is charged before it is
 * made, unknown names cost the same work, the threshold is recorded once. Hashing takes 10 ms, so no transaction is open.
 * @param email folded as it is compared. @param accepts what else must hold; if not, it reads as a wrong password.
 * @throws AppError `credential_invalid`, the same for an unknown name, a wrong password and what is not accepted; `throttled`.
 */
export function provePassword(
  caller: Caller,
  given: Login,
  accepts: (user: Person) => boolean,
): Promise<Proof & { hasTotp: boolean }> {
  return oneOfFew(() => compare(caller, given, accepts));
}

/** A storm of sign-ins waits here, and not for the database's connections, which all other work needs (SECURITY.md O4). */
const oneOfFew = fewAtOnce(4, 200, "Too many sign-ins at once; try again in a moment.");

async function compare(
  caller: Caller,
  given: Login,
  accepts: (user: Person) => boolean,
): Promise<Proof & { hasTotp: boolean }> {
  const { email, password } = given;
  const attempt = () => chargeAttempt(caller.db, email, caller.request.address);
  const charge = await (given.repeats ? chargeOnce([email, password, given.code ?? ""], attempt) : attempt());
  const user = await findPerson(caller, email);
  const digest = user?.passwordDigest ?? null;
  const right = await (given.repeats ? verifyOnce(email, digest, password) : verifyPassword(digest, password));
  if (user?.passwordDigest && right && accepts(user)) {
    const newDigest = isOutdated(user.passwordDigest) ? await hashPassword(password) : null;
    const takesDigests = user.memberships.some(({ account }) => policyOf(account.policy).digest_login);
    const digestLogins = takesDigests ? digestLoginsOf(email, password) : null;
    return { charge, user, match: null, newDigest, digestLogins, hasTotp: user.totp !== null };
  }
  await auditThreshold(caller, charge, user?.memberships[0]?.accountId ?? null);
  throw wrongLogin();
}

/** The one refusal of whatever is wrong with a name and a password. */
export const wrongLogin = () => new AppError("credential_invalid", "E-mail or password is not right.");

/**
 * Password and, where the person has TOTP, its code, in one step. The code is looked at after a right password and not before.
 * @throws AppError as `provePassword`; `totp_code_required`, `totp_code_invalid`.
 */
export async function provePerson(caller: Caller, given: Login, accepts: (user: Person) => boolean): Promise<Proof> {
  const proof = await provePassword(caller, given, accepts);
  if (!proof.hasTotp) return proof;
  if (!given.code) throw new AppError("totp_code_required", "Give the code that your authenticator app shows.");
  return { ...proof, match: await proveCode(caller, proof.user.id, given.code, proof.charge) };
}

/** @throws AppError `totp_code_invalid`. */
export async function proveCode(caller: Caller, userId: string, code: string, charge: Charge): Promise<TotpMatch> {
  const database = caller.db ?? db();
  const match = await matchTotpCode(database, userId, code, await readClock(database));
  if (match) return match;
  await auditThreshold(caller, charge, null);
  throw totpCodeInvalid();
}

/**
 * Spends the code and gives the attempt back, in the transaction of what was proved for. E-mail and password must still be those that
 * were proved: a change that came in between has ended what it found, and this would be left.
 * @throws AppError `totp_code_invalid`, `credential_invalid`.
 */
export async function acceptProof(tx: Tx, proof: Proof, now: Date): Promise<void> {
  const { charge, user, match, newDigest, digestLogins } = proof;
  const unchanged = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM app_user
    WHERE id = ${user.id}::uuid AND email = ${user.email} AND password_changed_at = ${user.passwordChangedAt} FOR UPDATE`;
  if (unchanged.length === 0) throw wrongLogin();
  if (match) await spendTotpMatch(tx, user.id, match, now);
  if (newDigest) {
    const { id, passwordDigest } = user;
    await tx.user.updateMany({ where: { id, passwordDigest }, data: { passwordDigest: newDigest } });
  }
  if (digestLogins) await keepDigestLogins(tx, now, user.id, digestLogins);
  await refundAttempt(tx, charge);
}

/**
 * A member is still active, under his row's lock: what ends him ends the sign-ins that it finds, and waits for this one.
 * @throws AppError `credential_invalid`.
 */
export async function requireStillActive(tx: Tx, membershipId: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM membership WHERE id = ${membershipId}::uuid AND status = 'active' AND deleted_at IS NULL FOR UPDATE`;
  if (rows.length === 0) throw wrongLogin();
}

/** Wrong attempts are recorded once per threshold, not one by one. */
async function auditThreshold({ actor, request, db }: Caller, charge: Charge, accountId: string | null): Promise<void> {
  const failures = env().LOGIN_FAILURES_MAX;
  if (charge.failures !== failures) return;
  await inTransaction(db, async (tx) => {
    const ctx = { actor, request, now: await readClock(tx), db: tx };
    const detail = { code: "throttled", failures };
    await appendAuditEvents(ctx, "session.create", "refused", [{ accountId, target: null, detail }]);
  });
}

/**
 * With the memberships that are active, the one used last first, and with TOTP that is in force. Four queries whether there is such a
 * person or not: relations that are asked for only where he is there would tell him by the time (SECURITY.md A1). All of one moment.
 */
export function findPerson(caller: Caller, email: string) {
  const his = { user: { email } };
  const active = { ...his, status: "active" as const, deletedAt: null };
  return inSnapshot(caller.db, async (tx) => {
    const user = await tx.user.findUnique({ where: { email } });
    const totp = await tx.totp.findFirst({
      where: { ...his, confirmedAt: { not: null } },
      select: { userId: true },
    });
    const memberships = await tx.membership.findMany({
      where: active,
      orderBy: [{ lastSignInAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }],
    });
    const accounts = await tx.account.findMany({
      where: { memberships: { some: active } },
      select: { id: true, publicId: true, orgId: true, name: true, realm: true, policy: true },
    });
    return user && { ...user, totp, memberships: memberships.flatMap((one) => withAccount(one, accounts)) };
  });
}

type JoinedAccount = { id: string; publicId: string; orgId: number; name: string; realm: string; policy: unknown };

const withAccount = (membership: Membership, accounts: JoinedAccount[]) =>
  accounts.filter(({ id }) => id === membership.accountId).map((account) => ({ ...membership, account }));
