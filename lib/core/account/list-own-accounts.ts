import { z } from "zod";
import { userOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { env } from "@/lib/env";

export type OwnAccount = { id: string; name: string; is_this: boolean };

/** The accounts in which the caller is an active member, by name, and whether he may make one more. */
export const listOwnAccounts = query({
  name: "account.list-own",
  input: z.strictObject({}),
  run: async ({ actor, db }): Promise<{ data: OwnAccount[]; may_add: boolean }> => {
    const { userId, accountId, role } = userOf(actor);
    const rows = await db.account.findMany({
      where: { memberships: { some: { userId, status: "active", deletedAt: null } } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    return {
      data: rows.map(({ id, publicId, name }) => ({ id: publicId, name, is_this: id === accountId })),
      may_add: role === "admin" && env().ACCOUNT_CREATION === "admins",
    };
  },
});
