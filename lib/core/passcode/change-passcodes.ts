import { z } from "zod";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import type { Tx } from "@/lib/db";
import type { Passcode } from "@/lib/generated/prisma/client";
import { endPasscode, passcodeIdSchema } from "./delete-passcode";
import { expiresInDaysSchema, requireWithinMaximum, wantedExpiry } from "./expiry";
import { lockPasscode } from "./lock-passcode";
import { keepPlace } from "./update-passcode";

const changeSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("delete") }),
  z.strictObject({ do: z.literal("suspend") }),
  z.strictObject({ do: z.literal("resume") }),
  z.strictObject({ do: z.literal("set_expiry"), expires_in_days: expiresInDaysSchema }),
]);
export type BulkChange = z.output<typeof changeSchema>;

export const changePasscodesInput = z.strictObject({
  ids: z
    .array(passcodeIdSchema)
    .min(1, "Choose at least one passcode.")
    .max(500, "At most 500 passcodes at once.")
    .transform((ids) => [...new Set(ids)].sort()),
  change: changeSchema,
});

/**
 * One change of many passcodes: all of them or none, each with an audit event of its own.
 * @returns how many were changed. @throws AppError `not_found` where one of them is gone, `passcode_limit_reached` where reviving
 * them needs more places than there are, `invalid_request`.
 */
export const changePasscodes = command({
  name: "passcode.change-many",
  input: changePasscodesInput,
  lock: async (tx, { ids }, actor) => {
    const locked = [];
    for (const id of ids) locked.push(await lockPasscode(tx, actor, id));
    return locked;
  },
  touches: ({ actor }) => [accountIdOf(actor)],
  run: async ({ now, db }, { change }, { locked }) => {
    for (const { row, policy } of locked) {
      if (change.do === "set_expiry") requireWithinMaximum(wantedExpiry(change, now) ?? null, policy, now);
      await apply(db, row, change, now);
    }
    const detail = change.do === "set_expiry" ? { do: change.do, expires_in_days: change.expires_in_days } : change;
    return {
      output: { changed: locked.length },
      audit: locked.map(({ row }) => ({ target: { type: "passcode", id: row.id, name: row.name }, detail })),
    };
  },
});

async function apply(db: Tx, row: Passcode, change: BulkChange, now: Date): Promise<void> {
  if (change.do === "delete") return endPasscode(db, row, now);
  const version = { increment: 1 };
  if (change.do === "set_expiry") {
    const expiresAt = wantedExpiry(change, now) ?? null;
    const holdsPlace = await keepPlace(db, row, expiresAt, now);
    await db.passcode.update({ where: { id: row.id }, data: { expiresAt, holdsPlace, version } });
    return;
  }
  const suspendedAt = change.do === "suspend" ? (row.suspendedAt ?? now) : null;
  await db.passcode.update({ where: { id: row.id }, data: { suspendedAt, version } });
}
