import { type Policy, policyOf } from "@/lib/core/account/policy";
import { readClock } from "@/lib/core/clock";
import type { Caller, Context, Must } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { makeId } from "@/lib/core/secrets";
import { mustOf } from "@/lib/core/session/member-actor";
import { acceptProof, type Person, type Proof, provePerson, requireStillActive } from "@/lib/core/session/prove-person";
import { tellOfNewDevice } from "@/lib/core/session/tell-new-device";
import { inTransaction } from "@/lib/core/transaction";

export type JoinedMembership = Person["memberships"][number];
/** Who has proved himself, and the account that he is let into. */
export type ProvedMember = { proof: Proof; membership: JoinedMembership };
type Given = { email: string; password: string; code: string | null };

/**
 * Proves a person for a token of a dialect, in the account that is meant or else the one used last of those that have the dialect on.
 * @param orgId the account's integer id; null or 0: he names none.
 * @throws AppError `credential_invalid` (the same for an unknown name, a wrong password and an account that has the dialect switched
 * off), `totp_code_required`, `totp_code_invalid`, `throttled`; and, to who has proved himself: `not_found` (no member of this
 * account, or of none), `password_expired`, `totp_enrolment_required`.
 */
export async function proveForToken(
  caller: Caller,
  dialect: keyof Policy["dialects"],
  { code, ...given }: Given,
  orgId: number | null,
): Promise<ProvedMember> {
  const meant = ({ memberships }: Person) =>
    orgId ? memberships.filter(({ account }) => account.orgId === orgId) : memberships;
  const isOn = ({ account }: JoinedMembership) => policyOf(account.policy).dialects[dialect];
  const isSwitchedOff = (user: Person) => meant(user).length > 0 && !meant(user).some(isOn);
  const login = { ...given, code: code ?? undefined, repeats: dialect === "basic" };
  const proof = await provePerson(caller, login, (user) => !isSwitchedOff(user));
  const membership = meant(proof.user).find(isOn);
  const refusal = await inTransaction(caller.db, async (tx) => {
    const now = await readClock(tx);
    const error = membership ? heldRefusal(mustBefore(membership, proof.user, now)) : noMember();
    // He has proved himself: the attempt is no failure, though no token comes of it.
    if (error) await acceptProof(tx, proof, now);
    return error;
  });
  if (refusal || !membership) throw refusal ?? noMember();
  return { proof, membership };
}

export type SignIn = { id: string; at: Date };

/** What every login for a token does in its transaction, before it issues one. @throws AppError `credential_invalid`. */
export async function beginSignIn(ctx: Context, { proof, membership }: ProvedMember): Promise<SignIn> {
  const { db, now } = ctx;
  await acceptProof(db, proof, now);
  await requireStillActive(db, membership.id);
  await tellOfNewDevice(ctx, { user: proof.user, account: membership.account });
  await db.membership.update({ where: { id: membership.id }, data: { lastSignInAt: now } });
  return { id: makeId(), at: now };
}

/** Of a login, for the audit log. */
export const signInEntry = ({ proof: { user }, membership }: ProvedMember) => ({
  accountId: membership.accountId,
  target: { type: "membership", id: membership.id, name: user.name },
  detail: { email: user.email },
});

const mustBefore = ({ account }: JoinedMembership, user: Person, now: Date) =>
  mustOf({ ...user, hasTotp: user.totp !== null }, policyOf(account.policy), now);

/** What the account asks of a person before he gets a token; a program cannot do it for him. */
export function heldRefusal(must: Must | null): AppError | null {
  switch (must) {
    case "change_password":
      return new AppError("password_expired", "Your password has expired. Change it in the console first.");
    case "enrol_totp":
      return new AppError("totp_enrolment_required", "This account requires TOTP. Enrol it in the console first.");
    default:
      return null;
  }
}

const noMember = () => new AppError("not_found", "You are not an active member of this organisation, or of any.");
