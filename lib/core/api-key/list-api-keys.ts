import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { limitSchema, offsetSchema } from "@/lib/core/cursor";
import { may } from "@/lib/core/permissions";
import { query } from "@/lib/core/query";
import { apiKeyView, toApiKeyView } from "./api-key-view";

export const listedApiKey = apiKeyView.extend({
  user_name: z.string(),
  user_email: z.string(),
  created_by: z.string(),
  last_used_at: z.iso.datetime().nullable(),
});
export type ListedApiKey = z.output<typeof listedApiKey>;

/**
 * The live API keys of the account's members, the newest first; never with the key itself. Who may not see those of others gets his own.
 * @throws AppError `invalid_request` for a bad limit.
 */
export const listApiKeys = query({
  name: "api-key.list",
  input: z.strictObject({ limit: limitSchema, offset: offsetSchema }),
  run: async ({ actor, db }, { limit, offset }): Promise<{ data: ListedApiKey[]; matching_count: number }> => {
    const own = may(actor, "api-key.list-all") || actor.type !== "user" ? { not: null } : actor.membershipId;
    const where = { accountId: accountIdOf(actor), revokedAt: null, membershipId: own };
    const rows = await db.apiKey.findMany({
      where,
      include: { membership: { include: { user: true } } },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: limit,
      skip: offset,
    });
    const data = rows.flatMap(({ membership, createdBy, lastUsedAt, ...row }) =>
      membership
        ? [
            {
              ...toApiKeyView(row, membership),
              ...{ user_name: membership.user.name, user_email: membership.user.email },
              ...{ created_by: createdBy, last_used_at: lastUsedAt?.toISOString() ?? null },
            },
          ]
        : [],
    );
    return { data, matching_count: await db.apiKey.count({ where }) };
  },
});
