import { z } from "zod";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import { forgetDigestLogins } from "@/lib/core/digest-login/digest-logins";
import { AppError } from "@/lib/core/errors";
import { nameSchema } from "@/lib/core/name";
import { lookAgain } from "@/lib/core/notice/look-again";
import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { toAccountView } from "./account-view";
import { findAccountById } from "./find-account";
import { lockAccount } from "./lock-account";
import { mergePolicy, policyOf, policyPatchSchema, regions } from "./policy";
import { timeZoneSchema } from "./time-zone";

export const updateAccountInput = z.strictObject({
  name: nameSchema("Name").optional(),
  region: z.enum(regions, `Region: one of ${regions.join(", ")}.`).optional(),
  time_zone: timeZoneSchema.optional(),
  policy: policyPatchSchema.optional(),
  version: z.int("Version: the number that you last saw."),
});

/** Changes an account's name, region, time zone or policy. @throws AppError `version_conflict`, `invalid_request`. */
export const updateAccount = command({
  name: "account.update",
  input: updateAccountInput,
  lock: async (tx, { version }, actor) => {
    const accountId = accountIdOf(actor);
    await lockAccount(tx, accountId);
    const row = await findAccountById(tx, accountId);
    if (row.version === version) return row;
    throw new AppError(
      "version_conflict",
      "Somebody else has changed this account meanwhile. Look at it as it is now, then decide again.",
    );
  },
  touches: ({ actor }) => [accountIdOf(actor)],
  run: async ({ now, db }, { name, region, time_zone, policy }, { locked: before }) => {
    const merged = mergePolicy(policyOf(before.policy), policy ?? {});
    if (merged.ttl_seconds.session > merged.ttl_seconds.session_max) {
      const message = "Session: it cannot be longer than the longest session.";
      throw new AppError("invalid_request", message, { issues: [{ path: "policy.ttl_seconds.session", message }] });
    }
    if (time_zone !== undefined) await requireKnownZone(db, time_zone);
    const stored = merged as unknown as Prisma.InputJsonObject;
    const row = await db.account.update({
      where: { id: before.id },
      data: { name, region, timeZone: time_zone, policy: stored, version: { increment: 1 } },
    });
    if (policy?.digest_login === false) await forgetDigestLogins(db, row.id);
    if (time_zone !== undefined || policy?.reminder_days !== undefined) await lookAgain(db, row.id, now);
    return {
      output: await toAccountView(db, row, now),
      audit: {
        target: { type: "account", id: row.id, name: row.name },
        detail: {
          name: name ?? null,
          region: region ?? null,
          time_zone: time_zone ?? null,
          policy: policy ? JSON.stringify(policy) : null,
        },
      },
    };
  },
});

/** Reminders are reckoned by the database, whose list of zones is another one than the runtime's. @throws AppError `invalid_request`. */
async function requireKnownZone(db: Tx, zone: string): Promise<void> {
  const known = await db.$queryRaw<unknown[]>`SELECT 1 FROM pg_timezone_names WHERE lower(name) = lower(${zone})`;
  if (known.length > 0) return;
  const message = "Time zone: the database does not know this one. Choose its usual name, such as Europe/Berlin.";
  throw new AppError("invalid_request", message, { issues: [{ path: "time_zone", message }] });
}
