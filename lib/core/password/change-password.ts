import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Caller, userOf } from "@/lib/core/context";
import { digestLoginsOf, keepDigestLogins } from "@/lib/core/digest-login/digest-logins";
import { endMailedLinks } from "@/lib/core/mailed-link/mailed-link";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { endSessions } from "@/lib/core/session/end-sessions";
import { acceptProof, provePerson } from "@/lib/core/session/prove-person";
import { totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { db } from "@/lib/db";
import { digestChosenPassword, passwordRefused } from "./digest-chosen-password";
import { passwordBesideTotpSchema, presentedPasswordSchema } from "./password-schema";

export const changePasswordInput = z.strictObject({
  current_password: presentedPasswordSchema,
  code: totpCodeSchema.optional(),
  password: passwordBesideTotpSchema,
});

/**
 * One's own password. All other sign-ins of the person end (ASVS 7.4.3); this one goes on, freshly proved.
 * @throws AppError `credential_invalid`, `totp_code_required`, `totp_code_invalid`, `throttled`; `invalid_request` (too short,
 * common, the same as before).
 */
export const changePassword = command({
  name: "password.change",
  input: changePasswordInput,
  prepare: async (caller: Caller, { current_password, code, password }) => {
    const { userId } = userOf(caller.actor);
    const where = { id: userId };
    const { email, name, totp } = await (caller.db ?? db()).user.findUniqueOrThrow({ where, include: { totp: true } });
    if (password === current_password.normalize("NFC")) {
      throw passwordRefused("Password: this is the one that you have.");
    }
    // Before the proof: a new password that is refused shall not count as a failed attempt.
    const chosen = await digestChosenPassword(password, [name, email], { hasTotp: Boolean(totp?.confirmedAt) });
    const given = { email, password: current_password, code };
    return { ...chosen, proof: await provePerson(caller, given, (user) => user.id === userId) };
  },
  touches: ({ actor }) => [userOf(actor).userId],
  run: async (ctx, { password }, { prepared: { proof, isShort, digest } }) => {
    const { actor, now, db } = ctx;
    const { userId, sessionId, membershipId, name } = userOf(actor);
    await acceptProof(db, proof, now);
    await db.user.update({
      where: { id: userId },
      data: { passwordDigest: digest, passwordChangedAt: now, passwordIsShort: isShort },
    });
    await keepDigestLogins(db, now, userId, digestLoginsOf(proof.user.email, password));
    await endSessions(db, now, { userId }, sessionId);
    await endMailedLinks(db, userId, now);
    await db.session.update({ where: { id: sessionId }, data: { signedInAt: now } });
    await tellOwner(ctx, proof.user, "password_changed", (origin) => ({ ...origin, how: "changed" }));
    return { output: null, audit: { target: { type: "membership", id: membershipId, name } } };
  },
});
