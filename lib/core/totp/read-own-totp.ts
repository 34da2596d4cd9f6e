import { z } from "zod";
import { userOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";

/** Whether the caller's own TOTP is on, since when, and how many recovery codes are left. */
export const readOwnTotp = query({
  name: "totp.read-own",
  input: z.strictObject({}),
  run: async ({ actor, db }) => {
    const { userId } = userOf(actor);
    const row = await db.totp.findUnique({ where: { userId } });
    return {
      confirmed_at: row?.confirmedAt?.toISOString() ?? null,
      recovery_codes_left: await db.recoveryCode.count({ where: { userId, usedAt: null } }),
    };
  },
});
