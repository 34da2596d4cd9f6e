import { z } from "zod";
import { presentedEmailSchema } from "@/lib/core/name";
import { query } from "@/lib/core/query";

/**
 * Whether somebody signs in with his password alone. Whom we do not know, who is in no account and who is in one that has this dialect
 * off is answered like who needs TOTP, by the one statement that answers all. Source: WIRE.md section 4.
 */
export const readLoginConfiguration = query({
  name: "login-configuration.read",
  input: z.strictObject({ username: presentedEmailSchema }),
  run: async ({ db }, { username }): Promise<{ needs_totp: boolean }> => {
    const rows = await db.$queryRaw<unknown[]>`
      SELECT 1 FROM app_user u JOIN membership m ON m.user_id = u.id JOIN account a ON a.id = m.account_id
      LEFT JOIN totp t ON t.user_id = u.id AND t.confirmed_at IS NOT NULL
      WHERE u.email = ${username} AND m.status = 'active' AND m.deleted_at IS NULL
        AND coalesce((a.policy #>> '{dialects,basic}')::boolean, true)
      GROUP BY u.id HAVING NOT bool_or(t.user_id IS NOT NULL OR coalesce((a.policy ->> 'totp_required')::boolean, false))`;
    return { needs_totp: rows.length === 0 };
  },
});
