import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Caller, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { endSessions } from "@/lib/core/session/end-sessions";
import { acceptProof, provePerson } from "@/lib/core/session/prove-person";
import { totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { db } from "@/lib/db";
import { hashNewPassword } from "./hash-new-password";
import { passwordBesideTotpSchema, passwordLengthMin, presentedPasswordSchema } from "./password-schema";

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
    const isShort = [...password].length < passwordLengthMin;
    if (isShort && !totp?.confirmedAt)
      throw invalid(`Password: at least ${passwordLengthMin} characters without TOTP.`);
    if (password === current_password.normalize("NFC")) throw invalid("Password: this is the one that you have.");
    // Before the proof: a new password that is refused shall not count as a failed attempt.
    const digest = await hashNewPassword(password, [name, email]);
    const given = { email, password: current_password, code };
    return { isShort, digest, proof: await provePerson(caller, given, (user) => user.id === userId) };
  },
  run: async ({ actor, now, db }, _input, { prepared: { proof, isShort, digest } }) => {
    const { userId, sessionId, membershipId, name } = userOf(actor);
    await acceptProof(db, proof, now);
    await db.user.update({
      where: { id: userId },
      data: { passwordDigest: digest, passwordChangedAt: now, passwordIsShort: isShort },
    });
    await endSessions(db, now, { userId }, sessionId);
    await db.session.update({ where: { id: sessionId }, data: { signedInAt: now } });
    return { output: null, audit: { target: { type: "membership", id: membershipId, name } } };
  },
});

function invalid(message: string): AppError {
  return new AppError("invalid_request", message, { issues: [{ path: "password", message }] });
}
