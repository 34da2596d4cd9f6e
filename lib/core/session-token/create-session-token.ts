import { z } from "zod";
import { policyOf } from "@/lib/core/account/policy";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { presentedEmailSchema } from "@/lib/core/name";
import { presentedPasswordSchema } from "@/lib/core/password/password-schema";
import { digestSecret, makeId, makeToken } from "@/lib/core/secrets";
import { mustOf } from "@/lib/core/session/member-actor";
import { acceptProof, type Person, provePerson, requireStillActive } from "@/lib/core/session/prove-person";
import { tellOfNewDevice } from "@/lib/core/session/tell-new-device";
import { totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { inTransaction } from "@/lib/core/transaction";
import { toProfile } from "@/lib/core/user/read-profile";

export const createSessionTokenInput = z.strictObject({
  email: presentedEmailSchema,
  password: presentedPasswordSchema,
  /** The account's integer id; null or 0: the account used last. */
  org_id: z.int("Organisation: a whole number is needed.").nullable(),
  /** Looked at only where the person has TOTP. */
  code: totpCodeSchema.nullable(),
});

type JoinedMembership = Person["memberships"][number];

/**
 * A session token for a program, by e-mail, password and, where the person has TOTP, its code; the account says how long it lives.
 * @throws AppError `credential_invalid` (the same for an unknown name, a wrong password and an account that has the dialect switched
 * off), `totp_code_required`, `totp_code_invalid`, `throttled`; and, to who has proved himself: `not_found` (no member of this
 * account, or of none), `password_expired`, `totp_enrolment_required`. Source: seed 002, WIRE.md section 3.
 */
export const createSessionToken = command({
  name: "session-token.create",
  input: createSessionTokenInput,
  prepare: proveForToken,
  touches: null,
  run: async (ctx, _input, { prepared: { proof, membership } }) => {
    const { now, db, request } = ctx;
    await acceptProof(db, proof, now);
    await requireStillActive(db, membership.id);
    await tellOfNewDevice(ctx, { user: proof.user, account: membership.account });
    await db.membership.update({ where: { id: membership.id }, data: { lastSignInAt: now } });
    const token = makeToken("st");
    const id = makeId();
    const { session, session_max } = policyOf(membership.account.policy).ttl_seconds;
    const expiresAt = new Date(now.getTime() + Math.min(session, session_max) * 1000);
    const times = { signedInAt: now, createdAt: now, expiresAt };
    const { address, agent } = request;
    await db.token.create({
      data: {
        ...{ id, membershipId: membership.id, kind: "session", signInId: id, ...digestSecret(token) },
        ...{ ...times, address, agent },
      },
    });
    const { name, email } = proof.user;
    return {
      output: { token, expires_at: expiresAt.toISOString(), user: toProfile({ ...membership, user: proof.user }) },
      audit: {
        accountId: membership.accountId,
        target: { type: "membership", id: membership.id, name },
        detail: { email },
      },
    };
  },
});

async function proveForToken(caller: Caller, { org_id, code, ...given }: z.output<typeof createSessionTokenInput>) {
  const asked = { ...given, code: code ?? undefined };
  const proof = await provePerson(caller, asked, (user) => !isSwitchedOff(membershipsIn(user, org_id)));
  const [membership] = membershipsIn(proof.user, org_id).filter(takesSessionTokens);
  const refusal = await inTransaction(caller.db, async (tx) => {
    const now = await readClock(tx);
    const error = membership ? heldRefusal(membership, proof.user, now) : noMember();
    // He has proved himself: the attempt is no failure, though no token comes of it.
    if (error) await acceptProof(tx, proof, now);
    return error;
  });
  if (refusal || !membership) throw refusal ?? noMember();
  return { proof, membership };
}

/** The memberships that are meant, the one used last first. */
const membershipsIn = ({ memberships }: Person, orgId: number | null) =>
  orgId ? memberships.filter(({ account }) => account.orgId === orgId) : memberships;

const takesSessionTokens = ({ account }: JoinedMembership) => policyOf(account.policy).dialects.session;

const isSwitchedOff = (memberships: JoinedMembership[]) =>
  memberships.length > 0 && !memberships.some(takesSessionTokens);

const noMember = () => new AppError("not_found", "You are not an active member of this organisation, or of any.");

/** What the account asks of a person before he gets a token; a program cannot do it for him. */
function heldRefusal({ account }: JoinedMembership, user: Person, now: Date): AppError | null {
  switch (mustOf({ ...user, hasTotp: user.totp !== null }, policyOf(account.policy), now)) {
    case "change_password":
      return new AppError("password_expired", "Your password has expired. Change it in the console first.");
    case "enrol_totp":
      return new AppError("totp_enrolment_required", "This account requires TOTP. Enrol it in the console first.");
    default:
      return null;
  }
}
