import { z } from "zod";
import { findAccountById } from "@/lib/core/account/find-account";
import { policyOf } from "@/lib/core/account/policy";
import { command } from "@/lib/core/command";
import { accountIdOf, actorName } from "@/lib/core/context";
import { emailSchema, foldCase, nameSchema } from "@/lib/core/name";
import { digestSecret, hintOf, makeToken } from "@/lib/core/secrets";
import type { Tx } from "@/lib/db";
import { expiresAtSchema, expiresInDaysSchema, requireFuture, requireWithinMaximum, wantedExpiry } from "./expiry";
import { requireFreeName } from "./free-name";
import { takePlace } from "./places";
import { selectPasscode } from "./select-passcodes";

export const createPasscodeInput = z
  .strictObject({
    name: nameSchema("Name"),
    expires_in_days: expiresInDaysSchema.optional(),
    expires_at: expiresAtSchema.optional(),
    contact_email: emailSchema.nullish(),
  })
  .refine((input) => input.expires_in_days !== undefined || input.expires_at !== undefined, {
    path: ["expires_in_days"],
    message: "Expiry: give a number of days, or null for a passcode that lives forever.",
  });

/**
 * Makes an account passcode. The secret is in this answer and in no other.
 * @throws AppError `name_taken`, `passcode_limit_reached` (100 that are not expired), `invalid_request` (an end in the past or
 * beyond the policy's maximum too). Source: seed 000, Create Account Passcode.
 */
export const createPasscode = command({
  name: "passcode.create",
  input: createPasscodeInput,
  secretField: "passcode",
  lock: (tx, _input, actor) => takePlace(tx, accountIdOf(actor)),
  touches: null,
  run: async ({ actor, now, db }, { name, contact_email, ...input }) => {
    const accountId = accountIdOf(actor);
    const expiresAt = wantedExpiry(input, now) ?? null;
    requireFuture(expiresAt, now);
    requireWithinMaximum(expiresAt, policyOf((await findAccountById(db, accountId)).policy), now);
    const nameKey = foldCase(name);
    await requireFreeName(db, accountId, nameKey);
    const { id } = await db.passcode.create({
      data: {
        accountId,
        name,
        nameKey,
        contactEmail: contact_email ?? null,
        expiresAt,
        createdAt: now,
        createdBy: actorName(actor),
      },
    });
    const passcode = await addSecret(db, id, now);
    return {
      output: { ...(await selectPasscode(db, accountId, id, now)), passcode },
      audit: {
        target: { type: "passcode", id, name },
        detail: { expires_at: expiresAt?.toISOString() ?? null, contact_email: contact_email ?? null },
      },
    };
  },
});

/** Writes a new current secret of a passcode, and answers it; only its digest is kept. */
export async function addSecret(db: Tx, passcodeId: string, now: Date): Promise<string> {
  const secret = makeToken("ap");
  await db.secret.create({ data: { passcodeId, ...digestSecret(secret), hint: hintOf(secret), createdAt: now } });
  return secret;
}
