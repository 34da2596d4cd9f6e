import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/db";
import type { Origin, PersonFacts, PersonKind } from "./notice-kinds";
import { tellPeople } from "./tell-person";

type Owner = { id: string; name: string; email: string };

/**
 * Tells a person what was done to his own sign-in, in the transaction of it, so that he learns of what he did not do himself.
 * @param facts made of when and where from it was done. @param more as of `tellPeople`; the recipient is the owner where it is left out.
 */
export async function tellOwner<Kind extends PersonKind>(
  ctx: Context,
  owner: Owner,
  kind: Kind,
  facts: (origin: Origin) => PersonFacts[Kind],
  more: { occurrence?: string; recipient?: string; token?: string; silently?: boolean } = {},
): Promise<void> {
  const { db, now, request } = ctx;
  const { address, agent } = request;
  const at = now.toISOString();
  const origin = { at, zone: await zoneOf(db, owner.id), address, agent };
  const { occurrence = at, recipient = owner.email, ...rest } = more;
  await tellPeople(db, now, [{ kind, subject: owner, occurrence, recipient, facts: facts(origin), ...rest }]);
}

/** The zone of the account that he used last: one query, whether he is in any or not. */
async function zoneOf(db: Tx, userId: string): Promise<string> {
  const [account] = await db.$queryRaw<{ zone: string }[]>`
    SELECT a.time_zone AS zone FROM membership m JOIN account a ON a.id = m.account_id
    WHERE m.user_id = ${userId}::uuid AND m.deleted_at IS NULL
    ORDER BY m.last_sign_in_at DESC NULLS LAST, m.created_at LIMIT 1`;
  return account?.zone ?? "UTC";
}
