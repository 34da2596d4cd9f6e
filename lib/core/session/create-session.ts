import { z } from "zod";
import { appendAuditEvent } from "@/lib/core/audit/append-audit-event";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { emailSchema } from "@/lib/core/name";
import { verifyPassword } from "@/lib/core/password/hash-password";
import { type Charge, chargeAttempt, refundAttempt } from "@/lib/core/throttle/charge-attempt";
import { inTransaction, unavailableOr } from "@/lib/core/transaction";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { startSession } from "./start-session";

export const createSessionInput = z.strictObject({
  email: emailSchema,
  password: z.string("Password: text is needed.").min(1, "Password: text is needed.").max(1024),
});

type Verified = { charge: Charge; membershipId: string; accountId: string; name: string };

/**
 * Signs a person in to the console: the account used last, of those where he is active.
 * @throws AppError `credential_invalid`, the same for an unknown name, a wrong password and a revoked member;
 * `throttled` after `LOGIN_FAILURES_MAX` failures (SECURITY.md A1, A2).
 */
export const createSession = command({
  name: "session.create",
  input: createSessionInput,
  prepare: verifyCredentials,
  run: async ({ now, db, request }, { email }, { prepared }) => {
    await refundAttempt(db, prepared.charge);
    return {
      output: await startSession(db, now, prepared.membershipId, request),
      audit: {
        accountId: prepared.accountId,
        target: { type: "membership", id: prepared.membershipId, name: prepared.name },
        detail: { email },
      },
    };
  },
});

/** Hashing takes 10 ms: no transaction is open meanwhile. */
async function verifyCredentials(caller: Caller, input: { email: string; password: string }): Promise<Verified> {
  const charge = await chargeAttempt(caller.db, input.email, caller.request.address);
  const user = await findUser(caller, input.email);
  const right = await verifyPassword(user?.passwordDigest ?? null, input.password);
  const membership = user?.memberships[0];
  if (right && membership) {
    return { charge, membershipId: membership.id, accountId: membership.accountId, name: user.name };
  }
  if (charge.failures === env().LOGIN_FAILURES_MAX) await auditThreshold(caller, membership?.accountId ?? null);
  throw new AppError("credential_invalid", "E-mail or password is not right.");
}

async function findUser(caller: Caller, email: string) {
  try {
    return await (caller.db ?? db()).user.findUnique({
      where: { email },
      include: {
        memberships: {
          where: { status: "active" },
          orderBy: [{ lastSignInAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }],
        },
      },
    });
  } catch (error) {
    throw unavailableOr(error);
  }
}

/** Wrong passwords are recorded once per threshold, not one by one. */
async function auditThreshold({ actor, request, db }: Caller, accountId: string | null): Promise<void> {
  await inTransaction(db, async (tx) => {
    const ctx = { actor, request, now: await readClock(tx), db: tx };
    const detail = { code: "throttled", failures: env().LOGIN_FAILURES_MAX };
    await appendAuditEvent(ctx, "session.create", "refused", { accountId, target: null, detail });
  });
}
