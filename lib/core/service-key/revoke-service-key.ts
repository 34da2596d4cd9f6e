import { z } from "zod";
import { command } from "@/lib/core/command";
import { accountIdOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";

/** Revokes a service key: it is refused from the moment this answers. @throws AppError `not_found`, for another account's too. */
export const revokeServiceKey = command({
  name: "service-key.revoke",
  input: z.strictObject({ id: z.uuid("Service key: an id is needed.") }),
  lock: async (tx, { id }, actor) => {
    const accountId = accountIdOf(actor);
    await tx.$executeRaw`SELECT 1 FROM service_key WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid FOR UPDATE`;
    const row = await tx.serviceKey.findFirst({ where: { id, accountId, revokedAt: null } });
    if (!row) throw new AppError("not_found", "There is no such service key; it may have been revoked already.");
    return row;
  },
  touches: ({ input }) => [input.id],
  run: async ({ now, db }, { id }, { locked: row }) => {
    await db.serviceKey.update({ where: { id }, data: { revokedAt: now } });
    return { output: null, audit: { target: { type: "service_key", id, name: row.name } } };
  },
});
