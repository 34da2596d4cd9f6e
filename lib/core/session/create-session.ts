import { z } from "zod";
import type { AuditEntry } from "@/lib/core/audit/append-audit-events";
import { command } from "@/lib/core/command";
import { emailSchema } from "@/lib/core/name";
import { presentedPasswordSchema } from "@/lib/core/password/password-schema";
import { raiseChallenge } from "./challenge";
import { acceptProof, type Person, provePassword, requireStillActive } from "./prove-person";
import { type StartedSession, startSession } from "./start-session";
import { tellOfNewDevice } from "./tell-new-device";

export const createSessionInput = z.strictObject({ email: emailSchema, password: presentedPasswordSchema });

/** Signed in, or a challenge that waits for a TOTP code (`answerChallenge`). */
export type SignInStep = StartedSession | { challenge: string };
type Done = { output: SignInStep; audit: AuditEntry };

/**
 * Signs a person in to the console: the account used last, of those where he is active. Where he has TOTP it is asked for after
 * the right password and not before; until it is right the attempt counts as failed.
 * @throws AppError `credential_invalid`, the same for an unknown name, a wrong password and a revoked member;
 * `throttled` after `LOGIN_FAILURES_MAX` failures (SECURITY.md A1, A2, A3).
 */
export const createSession = command({
  name: "session.create",
  input: createSessionInput,
  prepare: (caller, input) => provePassword(caller, input, (user) => user.memberships.length > 0),
  touches: null,
  run: async (ctx, { email }, { prepared: proof }): Promise<Done> => {
    const { now, db, request } = ctx;
    const { id, accountId, account } = lastUsed(proof.user);
    const target = { type: "membership", id, name: proof.user.name };
    const entry = (detail: Record<string, string>) => ({ accountId, target, detail: { email, ...detail } });
    if (proof.hasTotp) {
      return { output: { challenge: await raiseChallenge(db, now, id) }, audit: entry({ awaits: "totp" }) };
    }
    await acceptProof(db, proof, now);
    await requireStillActive(db, id);
    await tellOfNewDevice(ctx, { user: proof.user, account });
    return { output: await startSession(db, now, id, request), audit: entry({}) };
  },
});

function lastUsed({ memberships: [membership] }: Person) {
  if (!membership) throw new Error("a person without an account was let in");
  return membership;
}
