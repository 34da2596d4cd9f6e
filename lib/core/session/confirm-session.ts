import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Caller, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { presentedPasswordSchema } from "@/lib/core/password/password-schema";
import { totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { db } from "@/lib/db";
import { acceptProof, provePerson } from "./prove-person";

export const confirmSessionInput = z.strictObject({
  password: presentedPasswordSchema,
  code: totpCodeSchema.optional(),
});

/** How long a sign-in is fresh enough for what is asked of its owner alone (SECURITY.md S6). */
const freshMinutes = 5;

/**
 * The signed-in person proves again who he is, in place; the session's own end stays.
 * @throws AppError `credential_invalid`, `totp_code_required`, `totp_code_invalid`, `throttled`.
 */
export const confirmSession = command({
  name: "session.confirm",
  input: confirmSessionInput,
  prepare: async (caller: Caller, input) => {
    const { userId } = userOf(caller.actor);
    const { email } = await (caller.db ?? db()).user.findUniqueOrThrow({ where: { id: userId } });
    return provePerson(caller, { email, ...input }, (user) => user.id === userId);
  },
  touches: null,
  run: async ({ actor, now, db }, _input, { prepared: proof }) => {
    const { sessionId, name } = userOf(actor);
    await acceptProof(db, proof, now);
    await db.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { signedInAt: now } });
    return { output: null, audit: { target: { type: "session", id: sessionId, name } } };
  },
});

/** @throws AppError `fresh_sign_in_required` where the last proof is older than 5 minutes. */
export function requireFreshSignIn(signedInAt: Date, now: Date): void {
  if (now.getTime() - signedInAt.getTime() <= freshMinutes * 60_000) return;
  throw new AppError("fresh_sign_in_required", "Prove again who you are: your sign-in is older than 5 minutes.");
}
