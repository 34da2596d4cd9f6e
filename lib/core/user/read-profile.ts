import { z } from "zod";
import { userOf } from "@/lib/core/context";
import { type Role, roles } from "@/lib/core/permissions";
import { query } from "@/lib/core/query";

/** A person as he is told of himself: who he is in the account that he came through. */
export const profileView = z.object({
  org_user_id: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  account: z.object({ org_id: z.int(), name: z.string() }),
});
export type ProfileView = z.output<typeof profileView>;

/** One's own name, e-mail, role and account. */
export const readProfile = query({
  name: "profile.read",
  input: z.strictObject({}),
  run: async ({ actor, db }): Promise<ProfileView> => {
    const where = { id: userOf(actor).membershipId };
    return toProfile(await db.membership.findUniqueOrThrow({ where, include: { account: true, user: true } }));
  },
});

export function toProfile(membership: {
  orgUserId: number;
  role: Role;
  user: { name: string; email: string };
  account: { orgId: number; name: string };
}): ProfileView {
  const { orgUserId, role, user, account } = membership;
  const { name, email } = user;
  return { org_user_id: orgUserId, name, email, role, account: { org_id: account.orgId, name: account.name } };
}
