import { randomUUID } from "node:crypto";
import { insertAccount } from "@/lib/core/account/insert-account";
import { readClock } from "@/lib/core/clock";
import type { Caller, UserActor } from "@/lib/core/context";
import { hashPassword } from "@/lib/core/password/hash-password";
import type { Role } from "@/lib/core/permissions";
import { createSession } from "@/lib/core/session/create-session";
import { type StartedSession, startSession } from "@/lib/core/session/start-session";
import { db, type Tx } from "@/lib/db";

export const testRequest = { id: "test-request", address: "192.0.2.7", agent: "vitest" };

/** Runs a test in a transaction of the real database, and rolls it back. */
export async function rolledBack(test: (tx: Tx) => Promise<void>): Promise<void> {
  const done = Symbol();
  await db()
    .$transaction(
      async (tx) => {
        await test(tx);
        throw done;
      },
      { timeout: 30_000 },
    )
    .catch((error: unknown) => {
      if (error !== done) throw error;
    });
}

export const anonymous = (tx?: Tx): Caller => ({ actor: { type: "anonymous" }, request: testRequest, db: tx });
export const operator = (tx?: Tx): Caller => ({ actor: { type: "operator" }, request: testRequest, db: tx });
export const system = (tx?: Tx): Caller => ({
  actor: { type: "system", job: "test" },
  request: testRequest,
  db: tx,
});

export const testPassword = "a lantern on the north wall";
let testPasswordDigest: Promise<string> | undefined;

/** An account of its own with one signed-in member. */
export async function anAccount(tx: Tx, role: Role = "admin") {
  testPasswordDigest ??= hashPassword(testPassword);
  const email = `${randomUUID()}@example.test`;
  const now = await readClock(tx);
  const administrator = { name: "Ada Watch", email, passwordDigest: await testPasswordDigest };
  const { account, user, membership } = await insertAccount(tx, now, {
    name: `Account ${randomUUID()}`,
    administrator,
  });
  await tx.membership.update({ where: { id: membership.id }, data: { role } });
  const { session_id: sessionId } = await startSession(tx, now, membership.id, testRequest);
  const actor: UserActor = {
    type: "user",
    userId: user.id,
    membershipId: membership.id,
    accountId: account.id,
    accountPublicId: account.publicId,
    role,
    name: user.name,
    sessionId,
    signedInAt: now,
    must: null,
  };
  const caller: Caller = { actor, request: testRequest, db: tx };
  return { account, user, membership, email, actor, caller };
}

/** A session out of a sign-in that asks for no second factor. */
export async function signIn(caller: Caller, input: { email: string; password: string }): Promise<StartedSession> {
  const step = await createSession(caller, input);
  if ("challenge" in step) throw new Error("a TOTP code is asked for");
  return step;
}
