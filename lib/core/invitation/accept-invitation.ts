import { z } from "zod";
import { lockAccount } from "@/lib/core/account/lock-account";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { digestLoginsOf, keepDigestLogins } from "@/lib/core/digest-login/digest-logins";
import { AppError } from "@/lib/core/errors";
import { nameSchema } from "@/lib/core/name";
import { parse } from "@/lib/core/parse";
import { hashNewPassword } from "@/lib/core/password/hash-new-password";
import { passwordSchema, presentedPasswordSchema } from "@/lib/core/password/password-schema";
import { readOutside } from "@/lib/core/read-outside";
import { acceptProof, type Proof, provePerson } from "@/lib/core/session/prove-person";
import { startSession } from "@/lib/core/session/start-session";
import { totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { findInvitation } from "./invitation-link";

export const acceptInvitationInput = z.strictObject({
  link: z.string(),
  /** What he is called; of a person who signs in elsewhere already it stays as it is. */
  name: nameSchema("Your name").optional(),
  /** A new one, or the one that he has. */
  password: presentedPasswordSchema,
  code: totpCodeSchema.optional(),
});

type Prepared = { proof: Proof } | { digest: string };

/**
 * Joins an account by an invitation, which is spent. Who is new chooses a password; who signs in elsewhere already proves
 * himself: a link alone is nobody.
 * @throws AppError `invitation_invalid` (used twice, in parallel too), `credential_invalid`, `totp_code_required`,
 * `totp_code_invalid`, `throttled`, `invalid_request` (a weak password).
 */
export const acceptInvitation = command({
  name: "invitation.accept",
  input: acceptInvitationInput,
  prepare: prepareJoining,
  lock: async (tx, { link }) => {
    const { membership } = await findInvitation(tx, link, await readClock(tx));
    await lockAccount(tx, membership.accountId);
    return findInvitation(tx, link, await readClock(tx));
  },
  touches: ({ locked: { membership } }) => [membership.id, membership.userId],
  run: async ({ now, db, request }, { name, password }, { prepared, locked: { id, membership } }) => {
    const { user, accountId } = membership;
    if ("proof" in prepared) await acceptProof(db, prepared.proof, now);
    else {
      const data = { passwordDigest: prepared.digest, passwordChangedAt: now, ...(name && { name }) };
      const { count } = await db.user.updateMany({ where: { id: user.id, passwordDigest: null }, data });
      if (count === 0) throw joinedElsewhere();
    }
    await db.invitation.update({ where: { id }, data: { endedAt: now } });
    await db.membership.update({ where: { id: membership.id }, data: { status: "active" } });
    await keepDigestLogins(db, now, user.id, digestLoginsOf(user.email, password));
    return {
      output: await startSession(db, now, membership.id, request),
      audit: { accountId, target: { type: "membership", id: membership.id, name: user.email } },
    };
  },
});

async function prepareJoining(caller: Caller, input: z.output<typeof acceptInvitationInput>): Promise<Prepared> {
  const { membership } = await readOutside(caller, (db, now) => findInvitation(db, input.link, now));
  const { user, account } = membership;
  if (user.passwordDigest !== null) {
    const given = { email: user.email, password: input.password, code: input.code };
    return { proof: await provePerson(caller, given, ({ id }) => id === user.id) };
  }
  const { password } = parse(z.object({ password: passwordSchema }), input);
  return { digest: await hashNewPassword(password, [account.name, input.name ?? user.name, user.email]) };
}

const joinedElsewhere = () =>
  new AppError(
    "credential_invalid",
    "You have joined another account meanwhile: use the password that you chose there.",
  );
