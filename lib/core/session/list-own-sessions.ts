import { z } from "zod";
import { userOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";

export const sessionView = z.object({
  id: z.uuid(),
  account_name: z.string(),
  signed_in_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  is_this: z.boolean(),
});
export type SessionView = z.output<typeof sessionView>;

/** The caller's own sign-ins that are live, in all his accounts, the newest first. */
export const listOwnSessions = query({
  name: "session.list-own",
  input: z.strictObject({}),
  run: async ({ actor, now, db }): Promise<{ data: SessionView[] }> => {
    const { userId, sessionId } = userOf(actor);
    const rows = await db.session.findMany({
      where: { endedAt: null, expiresAt: { gt: now }, membership: { userId, status: "active", deletedAt: null } },
      include: { membership: { include: { account: true } } },
      orderBy: [{ signedInAt: "desc" }, { id: "asc" }],
    });
    return {
      data: rows.map(({ id, membership, signedInAt, expiresAt, address, agent }) => ({
        id,
        account_name: membership.account.name,
        signed_in_at: signedInAt.toISOString(),
        expires_at: expiresAt.toISOString(),
        address,
        agent,
        is_this: id === sessionId,
      })),
    };
  },
});
