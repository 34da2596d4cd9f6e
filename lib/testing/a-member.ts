import { randomUUID } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { readClock } from "@/lib/core/clock";
import type { Caller } from "@/lib/core/context";
import { hashPassword } from "@/lib/core/password/hash-password";
import type { Role } from "@/lib/core/permissions";
import { readSession } from "@/lib/core/session/read-session";
import { startSession } from "@/lib/core/session/start-session";
import { confirmTotp, enrolTotp } from "@/lib/core/totp/enrol-totp";
import type { Tx } from "@/lib/db";
import { testPassword, testRequest } from "./rolled-back";

let digest: Promise<string> | undefined;

/** One more active member of an account, signed in. */
export async function aMember(tx: Tx, accountId: string, role: Role = "member") {
  digest ??= hashPassword(testPassword);
  const now = await readClock(tx);
  const email = `${randomUUID()}@example.test`;
  const data = { name: "Bo Ward", email, passwordDigest: await digest, passwordChangedAt: now, createdAt: now };
  const user = await tx.user.create({ data });
  const membership = await tx.membership.create({
    data: { accountId, userId: user.id, role, status: "active", createdAt: now },
  });
  return { id: membership.id, email, user, membership, caller: await aSession(tx, membership.id) };
}

/** The caller of a new session of a member. */
export async function aSession(tx: Tx, membershipId: string): Promise<Caller> {
  const { session_id } = await startSession(tx, await readClock(tx), membershipId, testRequest);
  return callerOfSession(tx, session_id);
}

/** Who a session's row says that he is, now. @throws Error where it is worth nothing. */
export async function callerOfSession(tx: Tx | undefined, sessionId: string): Promise<Caller> {
  const signedIn = await readSession(sessionId, tx);
  if (!signedIn) throw new Error("the session is worth nothing");
  return { actor: signedIn.actor, request: testRequest, db: tx };
}

/**
 * Switches TOTP on for a caller, which uses the code of now. @returns a maker of codes, `steps` of 30 s from now: the next one, which
 * is taken already, where it is left out; and his recovery codes.
 */
export async function withTotp(caller: Caller) {
  const { secret } = await enrolTotp(caller, {});
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (steps = 1) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  const { recovery_codes: recoveryCodes } = await confirmTotp(caller, { code: code(0) });
  return { secret, code, recoveryCodes };
}

/** A code that is not right at the moment. */
export function wrongCode(code: (steps?: number) => string): string {
  const near = [-2, -1, 0, 1, 2].map(code);
  return ["000000", "111111", "222222", "333333", "444444", "555555"].find((one) => !near.includes(one)) ?? "";
}
