import { z } from "zod";
import { command } from "@/lib/core/command";
import { emailSchema, foldCase, nameSchema } from "@/lib/core/name";
import type { Tx } from "@/lib/db";
import type { Passcode } from "@/lib/generated/prisma/client";
import { passcodeIdSchema } from "./delete-passcode";
import { expiresAtSchema, expiresInDaysSchema, requireWithinMaximum, wantedExpiry } from "./expiry";
import { requireFreeName } from "./free-name";
import { type AccountPasscode, lockPasscode } from "./lock-passcode";
import { takePlace } from "./places";
import { selectPasscode } from "./select-passcodes";

export const updatePasscodeInput = z.strictObject({
  id: passcodeIdSchema,
  name: nameSchema("Name").optional(),
  contact_email: emailSchema.nullish(),
  suspended: z.boolean("Suspended: true or false.").optional(),
  expires_in_days: expiresInDaysSchema.optional(),
  expires_at: expiresAtSchema.optional().describe("Now or past: it ends now. A new date revives an expired one"),
  version: z.int("Version: the number that you last saw."),
});

/**
 * Changes a passcode's name, contact, suspension or end. A new end revives an expired one, which takes a place again; an end
 * that has passed ends it now. @throws AppError `not_found`, `version_conflict`, `name_taken`, `passcode_limit_reached`,
 * `invalid_request`. Source: seed 000, Edit Account Passcode.
 */
export const updatePasscode = command({
  name: "passcode.update",
  input: updatePasscodeInput,
  lock: (tx, { id, version }, actor) => lockPasscode(tx, actor, id, version),
  touches: ({ input }) => [input.id],
  run: async ({ now, db }, { id, name, contact_email, suspended, ...input }, { locked: { row, policy } }) => {
    const wanted = wantedExpiry(input, now);
    if (wanted !== undefined) requireWithinMaximum(wanted, policy, now);
    if (name !== undefined) await requireFreeName(db, row.accountId, foldCase(name), id);
    const expiresAt = wanted === undefined ? row.expiresAt : endNoEarlierThan(now, wanted);
    const data = {
      ...(name !== undefined && { name, nameKey: foldCase(name) }),
      ...(contact_email !== undefined && { contactEmail: contact_email }),
      ...(suspended !== undefined && { suspendedAt: suspended ? (row.suspendedAt ?? now) : null }),
      expiresAt,
      holdsPlace: await keepPlace(db, row, expiresAt, now),
    };
    await db.passcode.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
    const after = await selectPasscode(db, row.accountId, id, now);
    return {
      output: after,
      audit: {
        target: { type: "passcode", id, name: after.name },
        detail: changesOf(row, { name: after.name, contactEmail: after.contact_email, expiresAt, suspended }),
      },
    };
  },
});

const endNoEarlierThan = (now: Date, end: Date | null) => (end && end < now ? now : end);

/** A revived passcode takes a place again, unless nobody has settled its expiry yet. */
export async function keepPlace(db: Tx, row: Passcode, expiresAt: Date | null, now: Date): Promise<boolean> {
  const lives = expiresAt === null || expiresAt > now;
  if (!lives || row.holdsPlace) return row.holdsPlace;
  await takePlace(db, row.accountId);
  return true;
}

type After = { name: string; contactEmail: string | null; expiresAt: Date | null; suspended: boolean | undefined };

/** What the audit log says: old and new of what changed. */
function changesOf(row: AccountPasscode, after: After) {
  const pairs = {
    name: [row.name, after.name],
    contact_email: [row.contactEmail, after.contactEmail],
    expires_at: [row.expiresAt?.toISOString() ?? null, after.expiresAt?.toISOString() ?? null],
    suspended: [row.suspendedAt !== null, after.suspended ?? row.suspendedAt !== null],
  };
  const changed = Object.entries(pairs).filter(([, [before, now]]) => before !== now);
  return Object.fromEntries(changed.map(([field, [from, to]]) => [field, { from: from ?? null, to: to ?? null }]));
}
